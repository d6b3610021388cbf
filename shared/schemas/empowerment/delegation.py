"""下放: a power of a published list passes to a town, and back (RZ-2.6.b, RZ-2.6.c)."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.empowerment.power_list import PowerKind, SupportKind
from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    CountyId,
    Days,
    DocumentRef,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    Reason,
    Text,
    TownId,
    titled,
)
from shared.schemas.power_form import PowerForm
from shared.schemas.projects.green_channel import PermitId
from shared.schemas.words import words

CLAUSE = "RZ-2.6.b"

EndCause = Annotated[
    Literal["decision", "batch", "request", "expired"],
    words(
        "收回缘由",
        decision="决定收回",
        batch="清单批量收回",
        request="镇申请收回",
        expired="期限届满",
    ),
]
DelegationStep = Annotated[
    Literal["handover", "withdrawal-answer", "evaluation"],
    words("环节", {"withdrawal-answer": "答复收回申请"}, handover="交接", evaluation="运行评估"),
]


@command_data
class SupportDue:
    """One promise of the item, due to the town."""

    support: Identifier
    kind: SupportKind
    what: Name = titled("保障内容")
    provider: OrganisationId
    due_on: date = titled("落实期限")


@command_data
class DelegatePower:
    delegation: Identifier
    county: CountyId
    town: TownId
    item: Identifier
    document: DocumentRef = titled("下放文号")
    agreement: DocumentRef | None = titled("委托协议文号", None)
    ends_on: date | None = titled("委托期限至", None)


@event("empowerment", clause=CLAUSE, title="下放事权")
class PowerDelegated(DelegatePower):
    """On paper; the town exercises it from PowerTakenUp on.

    `respondent` answers a review or a suit: the town for 赋权, the county department else.
    """

    name: Name = titled("事项名称")
    kind: PowerKind
    form: PowerForm
    organ: OrganisationId
    permit: PermitId | None
    may_notify: Flag
    respondent: OrganisationId
    supports: tuple[SupportDue, ...]
    delegated_on: date
    handover_working_days: Days
    warning_calendar_days: Days


@command_data
class AnnounceDelegation:
    delegation: Identifier
    announcement: DocumentRef
    announced_on: date


@event("empowerment", clause=CLAUSE, title="公告委托")
class DelegationAnnounced(AnnounceDelegation):
    """行政许可法§24: who is entrusted with what is announced."""

    town: TownId


@command_data
class PrepareHandover:
    delegation: Identifier
    agreement: DocumentRef = titled("交接书文号")
    process: DocumentRef
    trained_on: date
    seal: Flag
    account: Flag


@event("empowerment", clause=CLAUSE, title="交接准备")
class HandoverPrepared(PrepareHandover):
    town: TownId
    prepared_on: date


@command_data
class TakeUpPower:
    delegation: Identifier
    document: DocumentRef | None = titled("承接文号", None)


@event("empowerment", clause=CLAUSE, title="承接事权")
class PowerTakenUp(TakeUpPower):
    """From this on the town accepts, or decides: projects follows it for new cases."""

    county: CountyId
    town: TownId
    item: Identifier
    form: PowerForm
    organ: OrganisationId
    permit: PermitId | None
    may_notify: Flag
    respondent: OrganisationId
    taken_up_on: date
    trial_calendar_days: Days
    evaluation_calendar_days: Days


@event("empowerment", clause=CLAUSE, title="试运行期满")
class TrialDue:
    delegation: Identifier
    town: TownId
    organ: OrganisationId
    due_on: date


@command_data
class ConcludeTrial:
    delegation: Identifier
    findings: Text = titled("试运行情况")


@event("empowerment", clause=CLAUSE, title="试运行转正")
class TrialConcluded(ConcludeTrial):
    town: TownId
    concluded_on: date


@command_data
class SuspendPower:
    delegation: Identifier
    reason: Reason
    document: DocumentRef = titled("暂停文号")


@event("empowerment", clause=CLAUSE, title="暂停行使")
class PowerSuspended(SuspendPower):
    """No new case is the town's; those under way stay with it."""

    town: TownId
    item: Identifier
    permit: PermitId | None
    suspended_on: date


@command_data
class ResumePower:
    delegation: Identifier
    reason: Reason
    document: DocumentRef = titled("恢复文号")


@event("empowerment", clause=CLAUSE, title="恢复行使")
class PowerResumed(ResumePower):
    town: TownId
    item: Identifier
    permit: PermitId | None
    resumed_on: date


@command_data
class WithdrawPower:
    delegation: Identifier
    reason: Reason
    document: DocumentRef = titled("收回文号")
    effective_on: date | None = titled("收回生效日期", None)


@event("empowerment", clause=CLAUSE, title="收回事权")
class PowerWithdrawn:
    """New cases are the county department's from `effective_on` on; what the town decided stays
    valid, and what it accepted it ends. `taken_up`: the town had exercised it."""

    delegation: Identifier
    town: TownId
    item: Identifier
    permit: PermitId | None
    cause: EndCause
    reason: Reason
    document: DocumentRef | None
    effective_on: date
    withdrawn_on: date
    taken_up: Flag


@command_data
class ExtendDelegation:
    delegation: Identifier
    agreement: DocumentRef = titled("续签协议文号")
    ends_on: date = titled("委托期限至")


@event("empowerment", clause=CLAUSE, title="续签委托")
class DelegationExtended(ExtendDelegation):
    town: TownId
    extended_on: date


@event("empowerment", clause=CLAUSE, title="委托即将期满")
class DelegationExpiring:
    delegation: Identifier
    town: TownId
    organ: OrganisationId
    ends_on: date = titled("委托期限至")


@command_data
class RequestWithdrawal:
    delegation: Identifier
    reason: Reason


@event("empowerment", clause=CLAUSE, title="镇申请收回事权")
class WithdrawalRequested(RequestWithdrawal):
    town: TownId
    requested_on: date
    answer_working_days: Days


@command_data
class AnswerWithdrawalRequest:
    delegation: Identifier
    agreed: Flag
    reason: Reason
    document: DocumentRef = titled("答复文号")


@event("empowerment", clause=CLAUSE, title="答复收回申请")
class WithdrawalRequestAnswered(AnswerWithdrawalRequest):
    town: TownId
    answered_on: date


@event("empowerment", clause=CLAUSE, title="下放环节超期")
class DelegationStepOverdue:
    """`organisation` owed the step by `due_on`."""

    delegation: Identifier
    town: TownId
    step: DelegationStep
    organisation: OrganisationId
    due_on: date
    name: Name | None = titled("事项名称", None)


@command_data
class ClearDelegationFlag:
    delegation: Identifier
    key: Identifier
    issue: Identifier


@event("empowerment", clause="RZ-3.3.c", title="解除下放事权预警")
class DelegationFlagCleared(ClearDelegationFlag):
    """The issue that its lateness raised was resolved."""

    town: TownId


Event = (
    PowerDelegated | DelegationAnnounced | HandoverPrepared | PowerTakenUp | TrialDue
    | TrialConcluded | PowerSuspended | PowerResumed | PowerWithdrawn | DelegationExtended
    | DelegationExpiring | WithdrawalRequested | WithdrawalRequestAnswered | DelegationStepOverdue
    | DelegationFlagCleared
)  # fmt: skip
