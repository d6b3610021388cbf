"""`zhenxing serve`: one service, one process."""

from dataclasses import replace
from typing import Annotated

import typer


def serve(
    service: Annotated[str, typer.Argument(help="projects, finance, land or supervision")],
) -> None:
    """One service, as ZHENXING_CONFIG or the cluster's file under ZHENXING_HOME configures it."""
    from shared.cli import logs
    from shared.cli.demo import HOLD_SECONDS, Demo
    from shared.cli.ports import check_free
    from shared.runtime import launcher
    from shared.runtime.settings import configured

    settings = configured()
    settings.service(service)
    check_free(settings, [service])
    logs.to_standard_error()
    if Demo(settings).under_way:
        settings = replace(settings, hold_deadlines=HOLD_SECONDS)
    launcher.run([service], settings)
