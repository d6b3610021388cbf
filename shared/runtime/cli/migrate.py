"""`zhenxing migrate`: a service's tables as this release has them."""

from typing import Annotated

import typer

from shared.policy.services import services


def migrate(
    service: Annotated[str, typer.Argument(help=", ".join(services()))],
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; code 1 where something is to be done.")
    ] = False,
) -> None:
    """Bring a service's store to this release's revision, as the role that owns it.

    The settings must name the owner's `database` as `owner_database`: where the service itself has
    it not, the ones that ZHENXING_CONFIG names here are the owner's own. Views are not touched, the
    service makes them anew. A backup first: there is no way back.
    """
    from contextlib import closing

    from shared.kernel.log.batch import OtherRevision
    from shared.kernel.log.database import Database
    from shared.kernel.log.migration import migrate
    from shared.kernel.log.revision import newest, revision_of
    from shared.runtime.cli import show
    from shared.runtime.cli.errors import Complaint
    from shared.runtime.settings import current

    own = current().service(service)
    url = own.owner_database or own.database
    with closing(Database(url, pool_size=2)) as owner:
        if not own.owner_database and not owner.embedded:
            raise Complaint(
                f"配置中没有 [services.{service}] owner_database：表结构只有库主可改\n"
                f"the settings have no [services.{service}] owner_database: only the owner changes"
                " tables"
            )
        found = revision_of(owner)
        if not check:
            with closing(Database(own.database or url, pool_size=1)) as database:
                role = database.url.username or ""
            try:
                taken = migrate(owner, role)
            except OtherRevision as unknown:
                raise Complaint(str(unknown)) from None
            show.line(f"{service}: {' → '.join([found or '0', *taken])}", "green")
        elif found != newest():
            raise Complaint(f"{service}: {found or '0'} → {newest()}")
        else:
            show.line(f"{service}: {found}", "green")
