"""`zhenxing serve`: one service, one process."""

from typing import Annotated

import typer


def serve(
    service: Annotated[str, typer.Argument(help="projects, finance, land or supervision")],
) -> None:
    """One service, as ZHENXING_CONFIG or the cluster's file under ZHENXING_HOME configures it."""
    from shared.cli import logs
    from shared.cli.demo import Demo
    from shared.cli.ports import check_free
    from shared.privacy import keep_private
    from shared.runtime import launcher
    from shared.runtime.settings import configured, home

    settings = configured()
    settings.service(service)
    check_free(settings, [service])
    if home().is_dir():
        keep_private(home(), passable=True)
    logs.to_standard_error()
    demo = Demo(settings)
    if demo.under_way:
        settings = demo.lend_clock(settings)
    launcher.run([service], settings)
