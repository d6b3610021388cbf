"""`zhenxing token`: a token of the local issuer."""

from typing import Annotated

import typer


def token(
    org: Annotated[str, typer.Option(help="The organisation's id, such as housing or taoluo.")],
    name: Annotated[str, typer.Option(help="The person's name, such as 张三.")],
    duty: Annotated[
        list[str] | None, typer.Option(help="A duty of the person; repeatable.")
    ] = None,
    service: Annotated[
        list[str] | None,
        typer.Option(help="A service that it is good at; repeatable. Without it, at all."),
    ] = None,
    hours: Annotated[float, typer.Option(help="How long the token is good.", min=0.01)] = 8,
    header: Annotated[
        bool, typer.Option("--header", help="As the header that curl -H @- reads from a pipe.")
    ] = False,
) -> None:
    """Print a bearer token for a person of an organisation, signed by the local issuer.

    Other users of the machine can read what stands on a command line: pipe it, or keep it in a
    variable.
    """
    from shared.policy.loader import registry
    from shared.runtime.cli.errors import Complaint
    from shared.runtime.cli.services import Services

    if not registry().knows(org):
        raise Complaint(f"登记簿中没有单位 {org}\nThere is no organisation {org} in the registry")
    services = Services()
    good_at = service or services.names
    for one in good_at:
        services.settings.service(one)
    lifetime = int(hours * 3600)
    made = services.credentials.issue(org, name, duty or (), services=good_at, lifetime=lifetime)
    print(f"Authorization: Bearer {made}" if header else made)
