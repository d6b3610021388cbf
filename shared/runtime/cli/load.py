"""`zhenxing load`: give a file of dated commands at its own time."""

from pathlib import Path
from typing import Annotated

import typer


def load(
    file: Annotated[Path, typer.Argument(help="One JSON object a line: at, service, command, …")],
) -> None:
    """Give a programme's commands to the running services, its time driving their clocks.

    A repeat is harmless: each line has an idempotency key of the file's name and its number.
    """
    from shared.runtime.cli import show
    from shared.runtime.cli.loading import LoadingBar
    from shared.runtime.cli.programme import read_programme
    from shared.runtime.cli.scenario import Scenario
    from shared.runtime.cli.services import Services

    services = Services()
    lines = read_programme(file, tuple(services.names))
    for client in services.clients().values():
        client.get("/health/ready")
    scenario = Scenario(services.settings, services.credentials, key=file.stem)
    bar = LoadingBar()
    try:
        scenario.load(lines, lambda line: bar.report(line.number, lines[-1].number))
    finally:
        bar.close()
    show.line(f"已载入 loaded {len(lines)}", "green")
