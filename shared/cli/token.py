"""`zhenxing token`: a token of the local issuer."""

from typing import Annotated

import typer


def token(
    org: Annotated[str, typer.Option(help="The organisation's id, such as housing or taoluo.")],
    name: Annotated[str, typer.Option(help="The person's name, such as 张三.")],
    duty: Annotated[
        list[str] | None, typer.Option(help="A duty of the person; repeatable.")
    ] = None,
    hours: Annotated[float, typer.Option(help="How long the token is good.", min=0.01)] = 8,
) -> None:
    """Print a bearer token for a person of an organisation, signed by the local issuer."""
    from shared.cli.errors import Complaint
    from shared.cli.services import Services
    from shared.registry.loader import registry

    if not registry().knows(org):
        raise Complaint(f"登记簿中没有单位 {org}\nThere is no organisation {org} in the registry")
    print(Services().credentials.issue(org, name, duty or (), int(hours * 3600)))
