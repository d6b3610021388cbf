"""Whether the services can listen where they should."""

from collections.abc import Iterable

from deploy.servers.ports import forbidden, in_use
from shared.runtime.cli.errors import Complaint
from shared.runtime.settings import Settings, base_port


def check_free(settings: Settings, names: Iterable[str], *, workbench: bool = False) -> None:
    """Raise `Complaint` when something else listens on a service's port, or on the workbench's
    where that is to run, too; or when this user may not have the port."""
    wanted = {name: settings.service(name).port for name in names}
    if workbench:
        wanted["workbench"] = base_port()
    for name, port in wanted.items():
        if in_use(port):
            raise Complaint(
                f"端口 {port}（{name}）已被占用；可能已有一个在运行，或用 ZHENXING_PORT 换一组端口\n"
                f"Port {port} ({name}) is taken: perhaps it runs already; ZHENXING_PORT chooses"
                " the base of other ports, such as ZHENXING_PORT=9000"
            )
        if forbidden(port):
            raise Complaint(
                f"本用户无权使用端口 {port}（{name}）；请用 ZHENXING_PORT 换一组 1024 以上的端口\n"
                f"This user may not have port {port} ({name}): ZHENXING_PORT chooses the base of"
                " other ports above 1024, such as ZHENXING_PORT=9000"
            )
