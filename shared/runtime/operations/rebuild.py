"""A view built anew."""

from typing import TYPE_CHECKING, Any

from shared.face.http.operation import Answer, Line, operation
from shared.schemas.events import command_data
from shared.schemas.kinds import Identifier, described

if TYPE_CHECKING:
    from shared.runtime.service_operations import ServiceOperations


@command_data
class Rebuild:
    view: Identifier = described("The view, such as fund-ledger.", title="台账")


def _say(given: dict[str, Any], done: Answer) -> None:
    from shared.runtime.cli import show

    same = "与原表一致 identical" if done["identical"] else "与原表不同 differs from the old one"
    text = f"{given['view']}: 位置 position {done['position']}, {same}"
    show.line(text, "green" if done["identical"] else "yellow")


@operation("POST", "/rebuild", failures=(404, 409), line=Line("rebuild", _say), title="重建台账")
def rebuild(service: "ServiceOperations", asked: Rebuild) -> Answer:
    """Build a view anew beside the live one and swap it in; nobody notices but the disk."""
    return service.rebuild(asked.view)
