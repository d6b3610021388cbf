"""容错登记 (RZ-3.2.d): a register of cases, without facts, names, evidence or attachments.

All of it is restricted: nothing is told to others, and no field names a town. A case is known by its
number and the number of the file that the deciding body keeps elsewhere.
"""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.glossary import TODAY
from shared.schemas.kinds import (
    Days,
    DocumentRef,
    Flag,
    Identifier,
    OrganisationId,
    titled,
)
from shared.schemas.words import words

CLAUSE = "RZ-3.2.d"

CaseSubject = Annotated[Literal["person", "unit"], words("认定对象", person="个人", unit="单位")]
CaseLevel = Annotated[
    Literal["town", "county", "city"],
    words("管理层级", town="镇管", county="区县管", city="市管"),
]
Factor = Annotated[
    Literal["motive", "circumstances", "procedure", "nature", "consequences", "remedy"],
    words(
        "认定因素",
        motive="动机态度",
        circumstances="客观条件",
        procedure="程序方法",
        nature="性质程度",
        consequences="后果影响",
        remedy="挽回损失",
    ),
]
ToleranceResult = Annotated[
    Literal["exempted", "lightened", "mitigated", "denied"],
    words("认定结果", exempted="免责", lightened="从轻", mitigated="减轻", denied="不予容错"),
]
CaseStep = Annotated[
    Literal["acceptance", "verification", "determination", "telling", "review", "correction"],
    words(
        "环节",
        acceptance="受理",
        verification="核实",
        determination="认定",
        telling="告知",
        review="复核",
        correction="纠错",
    ),
]


@command_data
class ApplyForTolerance:
    """Entered by the body that decides; `file_number` is all that it says of what happened."""

    tolerance: Identifier
    subject: CaseSubject
    level: CaseLevel
    file_number: DocumentRef = titled("案卷号")
    applied_on: date


@event("talent", clause=CLAUSE, title="登记容错申请", restricted=True)
class ToleranceApplied(ApplyForTolerance):
    body: OrganisationId = titled("认定机关")
    acceptance_working_days: Days = titled("受理期限（工作日）")


@command_data
class AcceptTolerance:
    tolerance: Identifier
    accepted: Flag = titled("是否受理")
    document: DocumentRef


@event("talent", clause=CLAUSE, title="受理容错申请", restricted=True)
class ToleranceAccepted(AcceptTolerance):
    accepted_on: date
    verification_working_days: Days = titled("核实期限（工作日）")


@command_data
class VerifyTolerance:
    tolerance: Identifier
    document: DocumentRef = titled("核实报告文号")


@event("talent", clause=CLAUSE, title="核实完成", restricted=True)
class ToleranceVerified(VerifyTolerance):
    verified_on: date = titled("核实日期")
    determination_working_days: Days = titled("认定期限（工作日）")


@command_data
class DetermineTolerance:
    """Each factor was weighed; how, stands in the file. What is tolerated is corrected still."""

    tolerance: Identifier
    result: ToleranceResult
    factors: tuple[Factor, ...]
    negative_list: DocumentRef = titled("负面清单版本")
    on_negative_list: Flag = titled("是否属负面清单情形")
    correction_by: date | None = titled("纠错期限", None)
    document: DocumentRef = titled("认定文号")


@event("talent", clause=CLAUSE, title="容错认定", restricted=True)
class ToleranceDetermined(DetermineTolerance):
    determined_on: date = titled("认定日期")
    telling_working_days: Days = titled("告知期限（工作日）")
    review_calendar_days: Days = titled("复核申请期限（自然日）")


@command_data
class TellTolerance:
    tolerance: Identifier
    document: DocumentRef = titled("告知文号")


@event("talent", clause=CLAUSE, title="告知认定结果", restricted=True)
class ToleranceTold(TellTolerance):
    told_on: date = titled("告知日期")


@command_data
class AskToleranceReview:
    tolerance: Identifier
    asked_on: date = titled("申请复核日期", usual=TODAY)


@event("talent", clause=CLAUSE, title="登记复核申请", restricted=True)
class ToleranceReviewAsked(AskToleranceReview):
    review_decision_calendar_days: Days = titled("复核决定期限（自然日）")


@command_data
class DecideToleranceReview:
    tolerance: Identifier
    result: ToleranceResult
    document: DocumentRef = titled("复核决定文号")


@event("talent", clause=CLAUSE, title="复核决定", restricted=True)
class ToleranceReviewDecided(DecideToleranceReview):
    decided_on: date


@command_data
class VerifyCorrection:
    tolerance: Identifier
    document: DocumentRef = titled("纠错验收文号")


@event("talent", clause=CLAUSE, title="纠错验收", restricted=True)
class CorrectionVerified(VerifyCorrection):
    verified_on: date = titled("验收日期")


@command_data
class CloseToleranceCase:
    tolerance: Identifier


@event("talent", clause=CLAUSE, title="容错结案", restricted=True)
class ToleranceCaseClosed(CloseToleranceCase):
    closed_on: date


@event("talent", clause=CLAUSE, title="容错环节超期", restricted=True)
class ToleranceStepOverdue:
    """Told to the deciding body alone; supervision learns nothing of it."""

    tolerance: Identifier
    body: OrganisationId = titled("认定机关")
    step: CaseStep
    due_on: date


Event = (
    ToleranceApplied | ToleranceAccepted | ToleranceVerified | ToleranceDetermined | ToleranceTold
    | ToleranceReviewAsked | ToleranceReviewDecided | CorrectionVerified | ToleranceCaseClosed
    | ToleranceStepOverdue
)  # fmt: skip
