"""`zhenxing cluster`: the production shape on one machine, a process per service."""

import sys
from typing import Annotated

import typer


def cluster(
    demo: Annotated[bool, typer.Option(help="Load the demo programme into empty stores.")] = True,
) -> None:
    """A private RabbitMQ and PostgreSQL under ZHENXING_HOME, a process for each service, and the
    workbench."""
    import os
    import signal
    import threading

    from deploy.servers.cluster import cluster as servers
    from shared.runtime.cli import show
    from shared.runtime.cli.children import Children
    from shared.runtime.cli.demo import Demo
    from shared.runtime.cli.owning import own_home
    from shared.runtime.cli.ports import check_free
    from shared.runtime.cli.welcome import Welcome
    from shared.runtime.hosting_workbench import WorkbenchProcess
    from shared.runtime.settings import SERVICES, configured, embedded

    check_free(embedded(), SERVICES, workbench=True)
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    folder = own_home(passable=True)
    show.line("启动 RabbitMQ 与 PostgreSQL Starting the servers")
    with servers(folder, SERVICES) as file:
        os.environ["ZHENXING_CONFIG"] = str(file)
        settings = configured()
        programme = Demo(settings) if demo else None
        if programme:
            settings = programme.lend_clock(settings)
        workbench = WorkbenchProcess(settings.shape)
        welcome = Welcome(settings, programme, workbench)
        children = Children(settings)

        try:
            children.start()
            workbench.start()
            welcome.begin()
            while not ended.wait(0.2):
                children.look()
        finally:
            welcome.close()
            workbench.end()
            children.end()
    sys.exit(int(welcome.failed))
