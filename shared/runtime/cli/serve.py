"""`zhenxing serve`: one service, one process."""

from typing import Annotated

import typer

from shared.policy.services import services


def serve(
    service: Annotated[str, typer.Argument(help=", ".join(services()))],
) -> None:
    """One service, as ZHENXING_CONFIG or the cluster's file under ZHENXING_HOME configures it.

    ZHENXING_RUNTIME, or `runtime` in that file, says on what: nameko or threads.
    """
    from shared.kernel.private_files import keep_private
    from shared.runtime import launcher
    from shared.runtime.cli import logs
    from shared.runtime.cli.demo import Demo
    from shared.runtime.cli.ports import check_free
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
