"""`zhenxing up`: all services in one process."""

import sys
from typing import Annotated

import typer


def up(
    demo: Annotated[bool, typer.Option(help="Load the demo programme into empty stores.")] = True,
) -> None:
    """All services in one process, and the workbench in another: SQLite, an in-memory broker, a
    local issuer of tokens.

    ZHENXING_RUNTIME says on what they run: nameko or threads.
    """
    from shared.runtime import launcher
    from shared.runtime.cli import logs
    from shared.runtime.cli.demo import Demo
    from shared.runtime.cli.owning import own_home
    from shared.runtime.cli.ports import check_free
    from shared.runtime.cli.welcome import Welcome
    from shared.runtime.hosting_workbench import WorkbenchProcess
    from shared.runtime.settings import SERVICES, embedded

    settings = embedded()
    check_free(settings, SERVICES, workbench=True)
    logs.to_file(own_home() / "zhenxing.log")
    programme = Demo(settings) if demo else None
    if programme:
        settings = programme.lend_clock(settings)
    workbench = WorkbenchProcess(settings.shape)
    welcome = Welcome(settings, programme, workbench)
    try:
        workbench.start()
        launcher.run(SERVICES, settings, lambda services: welcome.begin(), welcome.close)
    finally:
        welcome.close()
        workbench.end()
    sys.exit(int(welcome.failed))
