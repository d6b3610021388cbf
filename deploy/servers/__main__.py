"""Asks the private servers of `make cluster` what runbooks ask: `python -m deploy.servers PROGRAM …`.

PROGRAM is `psql`, as the superuser, or one of RabbitMQ's: `python -m deploy.servers psql zhenxing_land`,
`python -m deploy.servers rabbitmqctl list_queues name messages`; `python -m deploy.servers start` starts
whichever of both is down. ZHENXING_HOME and ZHENXING_PORT are those of the cluster, which has its home
for itself: this asks what is there, and takes nothing over.
"""

import os
import sys
from pathlib import Path

from deploy.servers.cluster import private_servers
from deploy.servers.errors import ServerError


def main(words: list[str]) -> None:
    if not words or words[0].startswith("-"):
        sys.exit(__doc__)
    program, *arguments = words
    home = Path(os.environ.get("ZHENXING_HOME") or "var")
    try:
        if not (home / "rabbitmq").is_dir():
            raise ServerError(f"in {home} there is no cluster: make cluster makes one")
        postgresql, rabbitmq = private_servers(home)
        if program == "start":
            postgresql.start()
            rabbitmq.start()
        elif program == "psql":
            os.execve(*postgresql.psql(arguments))
        else:
            print(rabbitmq.ask(program, *arguments), end="")
    except (ServerError, OSError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv[1:])
