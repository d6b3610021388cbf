"""`zhenxing verify`: the log is what was appended, all of it, in its order; so are documents."""

from pathlib import Path
from typing import Annotated, Any

import typer

LONGEST_SECONDS = 3600.0


def verify(
    service: Annotated[str, typer.Argument(help="One service; without it, all.")] = "",
    witness: Annotated[
        bool, typer.Option("--witness", help="Ask the others what they last saw of each log.")
    ] = False,
    pack: Annotated[
        Path | None, typer.Option("--pack", help="A pack of evidence, instead of the logs.")
    ] = None,
) -> None:
    """Recompute the logs' hash chains and the documents' hashes; what fails is named, with code 1.
    With `--pack FILE` those of a pack of evidence, without any service; one that answers is asked
    whether its log has the same."""
    if pack is not None:
        from shared.runtime.cli.evidence import verify_pack

        if not verify_pack(pack):
            raise typer.Exit(1)
        return
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
        if witness and not _borne_out(name, answer):
            sound = False
    if not sound:
        raise typer.Exit(1)


def _borne_out(service: str, answer: dict[str, Any]) -> bool:
    """Whether the log holds what each witness saw of it; who can't be asked is said, and is none."""
    from shared.runtime.cli import show

    for name in answer["silent"]:
        show.complaint(f"{service}: {name} 无法询问 can't be asked")
    for seen in answer["witnesses"]:
        name, position, failure = seen["witness"], seen["position"], seen["failure"]
        if failure:
            show.complaint(f"{service} 位置 position {position}，见证者 witness {name}")
            show.complaint(f"  {failure['zh']}\n  {failure['en']}")
        else:
            show.line(f"  {name} 见到位置 saw position {position}: ✓", "green")
    return not any(seen["failure"] for seen in answer["witnesses"])
