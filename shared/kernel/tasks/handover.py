"""交接单: what an organisation has in hand, by every service that it has something of."""

from shared.kernel.tasks.holding import HeldTask
from shared.kernel.views.paper import Listing, Paper

HANDOVER = Paper(
    "handover",
    "交接单",
    of="organisation",
    sections=(
        Listing(
            "在办事项",
            HeldTask,
            ("about", "clause", "town", "asked_by", "held_since", "due_on"),
            by="holder",
            where={"ended_at": None},
            sort="due_on",
        ),
    ),
    closing="以上事项于交接之日办理移交，移交人、接收人、监交人签字：",
)
