"""Before somebody's data are erased (个人信息保护法 §47): proposed by one, carried out by another."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import Days, DocumentRef, Name, OrganisationId, PersonId, titled
from shared.schemas.platform import ErasureGround
from shared.schemas.words import words

CLAUSE = "design"

WhyKept = Annotated[
    Literal["kept-by-law", "wrong-number", "not-verified", "withdrawn"],
    words(
        "不予删除原因",
        {
            "kept-by-law": "法律、行政法规规定的保存期限未届满",
            "wrong-number": "人员编号有误",
            "not-verified": "申请人身份或者事由未能核实",
        },
        withdrawn="申请人撤回",
    ),
]
"""A list, no free text: what is written here stays."""


@command_data
class ProposeErasure:
    """`document` is the person's request, or the decision."""

    person: PersonId = titled("人员编号")
    ground: ErasureGround
    document: DocumentRef | None = None


@event("talent", clause=CLAUSE, title="提出删除个人信息")
class ErasureProposed(ProposeErasure):
    """Nothing is erased yet. An answer is due within `answer_days` calendar days of that day; one
    that was proposed before there was a limit has none."""

    proposer: Name = titled("提出人", kind="person")
    proposed_on: date | None = titled("提出日期", None)
    proposer_for: Name | None = titled("代谁提出", None, kind="person")
    answer_days: Days | None = titled("办理时限（自然日）", None, unit="calendar-days")


@command_data
class DeclineErasure:
    person: PersonId = titled("人员编号")
    why_kept: WhyKept
    document: DocumentRef | None = None


@event("talent", clause=CLAUSE, title="不予删除个人信息")
class ErasureDeclined(DeclineErasure):
    """What is kept of the person stays; it may be proposed again."""


@command_data
class RepeatErasure:
    """What a restored store has forgotten, and the register of people remembers."""

    person: PersonId = titled("人员编号")
    ground: ErasureGround
    document: DocumentRef | None = None


@event("talent", clause=CLAUSE, title="删除个人信息逾期")
class ErasureOverdue:
    """What was proposed was neither carried out nor declined in time."""

    person: PersonId = titled("人员编号")
    organisation: OrganisationId
    due_on: date


Event = ErasureProposed | ErasureDeclined | ErasureOverdue
