"""`zhenxing workbench`: the pages for people, in a process of their own."""

from typing import Annotated

import typer


def workbench(
    shape: Annotated[
        str, typer.Option(hidden=True, help="embedded: those of `up`, whatever is configured.")
    ] = "",
    parent: Annotated[int, typer.Option(hidden=True, help="End once this process has ended.")] = 0,
) -> None:
    """Serve the workbench at the base port, for the services that are configured.

    `up` and `cluster` start it by themselves.
    """
    from shared.kernel.private_files import keep_private
    from shared.runtime.cli import logs, show
    from shared.runtime.hosting_workbench import address, host
    from shared.runtime.settings import current, embedded, home

    settings = embedded() if shape == "embedded" else current()
    keep_private(home(), passable=settings.shape == "cluster")
    logs.to_standard_error()
    host(settings, lambda: show.line(f"工作台 Workbench: {address()}"), parent)
