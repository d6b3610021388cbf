"""担保放款之后: checks, warnings, extension, release; or compensation and recovery (RZ-2.4.e)."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.glossary import TODAY
from shared.schemas.kinds import (
    DocumentRef,
    Fen,
    FenOrZero,
    Flag,
    Identifier,
    OrganisationId,
    ProjectId,
    Reason,
    Text,
    TownId,
    titled,
)

CLAUSE = "RZ-2.4.e"


@command_data
class RecordDisbursement:
    guarantee: Identifier
    loan: Identifier
    amount_fen: Fen = titled("放款（分）")
    lent_on: date = titled("放款日期", usual=TODAY)
    ends_on: date = titled("到期日期")


@event("credit", clause=CLAUSE, title="担保贷款放款")
class GuaranteeDisbursed(RecordDisbursement):
    """`guaranteed_fen`: the company's share of what was lent; no compensation goes beyond."""

    town: TownId
    project: ProjectId | None
    guaranteed_fen: Fen = titled("担保责任（分）")
    entered_by: OrganisationId


@command_data
class CheckGuarantee:
    guarantee: Identifier
    checked_on: date
    sound: Flag = titled("是否正常")
    findings: Text


@event("credit", clause=CLAUSE, title="保后检查")
class GuaranteeChecked(CheckGuarantee):
    town: TownId


@command_data
class WarnGuarantee:
    guarantee: Identifier
    reason: Reason


@event("credit", clause=CLAUSE, title="担保风险预警")
class GuaranteeWarned(WarnGuarantee):
    town: TownId
    warned_by: OrganisationId
    warned_on: date


@command_data
class ExtendGuarantee:
    guarantee: Identifier
    ends_on: date = titled("展期至")
    reason: Reason
    document: DocumentRef


@event("credit", clause=CLAUSE, title="担保展期")
class GuaranteeExtended(ExtendGuarantee):
    town: TownId
    extended_on: date


@command_data
class ReleaseGuarantee:
    guarantee: Identifier
    repaid_on: date
    document: DocumentRef = titled("解保通知编号")


@event("credit", clause=CLAUSE, title="解除担保")
class GuaranteeReleased(ReleaseGuarantee):
    town: TownId
    guaranteed_fen: Fen = titled("担保责任（分）")


@command_data
class PayCompensation:
    guarantee: Identifier
    amount_fen: Fen = titled("代偿本金（分）")
    interest_fen: FenOrZero = titled("代偿利息（分）", 0)
    paid_on: date = titled("代偿日期", usual=TODAY)
    document: DocumentRef


@event("credit", clause=CLAUSE, title="代偿")
class CompensationPaid(PayCompensation):
    town: TownId
    compensated_fen: Fen = titled("累计代偿本金（分）")


@command_data
class RecordRecovery:
    """Principal and interest apart: only principal counts against what was compensated."""

    guarantee: Identifier
    principal_fen: FenOrZero = titled("追回本金（分）")
    interest_fen: FenOrZero = titled("追回利息（分）", 0)
    recovered_on: date
    document: DocumentRef


@event("credit", clause=CLAUSE, title="追偿到账")
class RecoveryRecorded(RecordRecovery):
    town: TownId
    recovered_fen: FenOrZero = titled("累计追回本金（分）")


@command_data
class WriteOffGuarantee:
    guarantee: Identifier
    amount_fen: Fen = titled("核销（分）")
    reason: Reason
    document: DocumentRef


@event("credit", clause=CLAUSE, title="核销代偿损失")
class GuaranteeWrittenOff(WriteOffGuarantee):
    town: TownId
    written_off_on: date


Event = (
    GuaranteeDisbursed | GuaranteeChecked | GuaranteeWarned | GuaranteeExtended | GuaranteeReleased
    | CompensationPaid | RecoveryRecorded | GuaranteeWrittenOff
)  # fmt: skip
