"""`zhenxing verify`: the log is what was appended, all of it, in its order; so are documents."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from shared.runtime.cli.client import Client
    from shared.runtime.cli.services import Services

LONGEST_SECONDS = 3600.0


def verify(
    service: Annotated[str, typer.Argument(help="One service; without it, all.")] = "",
    witness: Annotated[
        bool, typer.Option("--witness", help="Ask the others what they last saw of each log.")
    ] = False,
) -> None:
    """Recompute the logs' hash chains and the documents' hashes; what fails is named, with code 1."""
    from shared.runtime.cli import show
    from shared.runtime.cli.services import Services

    services = Services()
    sound = True
    for name in [service] if service else services.names:
        client = services.client(name, "operator")
        client.patience = LONGEST_SECONDS
        answer = client.get("/verification")
        failure = answer["failure"]
        if failure:
            sound = False
            show.complaint(f"{name} 位置 position {failure['position']}")
            show.complaint(f"  {failure['zh']}\n  {failure['en']}")
        else:
            told = f"{name}: {answer['count']} 条记录完好 records are whole, {answer['hash'][:16]}…"
            show.line(told, "green")
        for sha256 in answer["documents"]["damaged"]:
            sound = False
            show.complaint(f"{name} 附件已损坏 document is damaged: {sha256}")
        if witness and not _borne_out(client, _witnesses(services, name)):
            sound = False
    if not sound:
        raise typer.Exit(1)


def _witnesses(services: "Services", source: str) -> list[tuple[str, dict[str, Any]]]:
    """What the other services last saw of a log; who can't be reached is said, and no witness."""
    from shared.runtime.cli import show
    from shared.runtime.cli.client import Unreachable

    seen: list[tuple[str, dict[str, Any]]] = []
    for name, client in services.clients("operator").items():
        if name == source:
            continue
        try:
            told = client.get("/witness")["witness"]
        except Unreachable as away:
            show.complaint(str(away))
            continue
        seen.extend((name, w) for w in told if w["source"] == source)
    return seen


def _borne_out(client: "Client", witnesses: list[tuple[str, dict[str, Any]]]) -> bool:
    """Whether the log holds what each witness saw; its feed compares the hashes."""
    from shared.runtime.cli import show
    from shared.runtime.cli.client import Declined

    agreed = True
    for name, seen in witnesses:
        try:
            client.get("/events", after=seen["position"], hash=seen["hash"], limit=1)
        except Declined as no:
            if no.status != 409:
                raise
            agreed = False
            show.complaint(
                f"{client.service} 位置 position {seen['position']}，见证者 witness {name}"
            )
            show.complaint(f"  {no.problem['detail_zh']}\n  {no.problem['detail']}")
        else:
            show.line(f"  {name} 见到位置 saw position {seen['position']}: ✓", "green")
    return agreed
