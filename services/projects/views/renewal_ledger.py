"""城市更新项目库台账: nominations, by which criteria, and what became of them (RZ-2.1.d)."""

from datetime import date

from services.projects.domain.renewal_listing import RENEWAL_LISTING
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import TownId
from shared.schemas.projects import renewal_listing
from shared.schemas.projects.stages import RenewalStage


@view("renewal-ledger", title="城市更新项目库", key="project", version=3, of=RENEWAL_LISTING)
class RenewalLedger(Row):
    project: str = column("项目编号")
    name: str = column("项目名称", "")
    town: TownId = column("镇", "")
    status: RenewalStage = column("状态")
    criteria_version: str = column("标准版本", "")
    answers: dict[str, str] = column("逐项说明", factory=dict)
    unmet: tuple[str, ...] = column("不符合的标准", ())
    decided_on: date | None = column("决定日期", None)
    reason: str = column("不列入或移出的理由", "")
    document: str | None = column("文号", None)


@RenewalLedger.on(renewal_listing.RenewalNominated)
def nominated(row: RenewalLedger, event: renewal_listing.RenewalNominated) -> RenewalLedger:
    answers = {answer.criterion: answer.evidence for answer in event.answers}
    unmet = tuple(answer.criterion for answer in event.answers if not answer.met)
    return replace(
        row, name=event.name, town=event.town, status="nominated", answers=answers, unmet=unmet,
        criteria_version=event.criteria_version, decided_on=None, reason="", document=None,
    )  # fmt: skip


@RenewalLedger.on(renewal_listing.RenewalListed)
def listed(row: RenewalLedger, event: renewal_listing.RenewalListed) -> RenewalLedger:
    return replace(row, status="listed", decided_on=event.listed_on, document=event.document)


@RenewalLedger.on(renewal_listing.RenewalDeclined)
def declined(row: RenewalLedger, event: renewal_listing.RenewalDeclined) -> RenewalLedger:
    return replace(
        row, status="declined", decided_on=event.declined_on,
        reason=event.reason, document=event.document,
    )  # fmt: skip


@RenewalLedger.on(renewal_listing.RenewalRemoved)
def removed(row: RenewalLedger, event: renewal_listing.RenewalRemoved) -> RenewalLedger:
    return replace(
        row, status="removed", decided_on=event.removed_on,
        reason=event.reason, document=event.document,
    )  # fmt: skip
