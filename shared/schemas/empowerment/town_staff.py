"""镇级力量: who is in a town's posts, as talent's events told (RZ-2.6.b)."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import CountOrZero, TownId, titled
from shared.schemas.words import words

CLAUSE = "RZ-2.6.b"

StaffKind = Annotated[
    Literal["administrative", "institution", "worker", "contract"],
    words("编制类别", administrative="行政", institution="事业", worker="工勤", contract="编外"),
]


@command_data
class NoteTownStaff:
    town: TownId
    posts: StaffKind
    actual: CountOrZero = titled("实有（名）", unit="people")
    as_of: date = titled("登记日期")


@event("empowerment", clause=CLAUSE, title="记载镇级力量")
class TownStaffNoted(NoteTownStaff):
    """Capacity for a power is assessed within it: who enforces is in a post.

    `in_post` are those of all kinds who hold an established post, once all were noted.
    """

    in_post: CountOrZero | None = titled("在编实有（名）", None, unit="people")


Event = TownStaffNoted
