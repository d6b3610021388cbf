"""The workbench: pages for people, drawn from the uniform face of whatever services it is given.

It holds no knowledge of any domain: what a service declares at `/commands`, `/views`, `/tasks` and
`/asyncapi.json` is what people see.
"""
