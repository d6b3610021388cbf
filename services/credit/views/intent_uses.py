"""意向融资用途: what each town's project was nominated for, approved and drawn (RZ-2.4.f)."""

from datetime import date
from typing import Any

from services.credit.domain.intent.state import INTENT
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.credit import intent as intents
from shared.schemas.credit.stages import PublicUse
from shared.schemas.kinds import TownId


def use_key(event: Any, _: EventMeta) -> str:
    return f"{event.intent}.{event.use}"


@view(
    "intent-uses",
    title="意向融资用途",
    key="intent_use",
    version=1,
    of=INTENT,
    carried={"towns": ("town",)},
)
class IntentUses(Row):
    """One leaves the list when its nomination is withdrawn."""

    intent_use: str = column("意向与用途")
    intent: str = column("意向编号")
    use: str = column("用途编号")
    institution: str = column("金融机构")
    town: TownId = column("镇")
    project: str = column("项目编号")
    purpose: PublicUse = column("用途")
    borrower: str = column("借款企业")
    nominated_fen: int = column("拟用额度（分）")
    approved_fen: int = column("批准额度（分）")
    drawn_fen: int = column("提款（分）")
    nominated_on: date | None = column("提名日期", None)
    approved_on: date | None = column("批准日期", None)
    until: date | None = column("提款期至", None)


@IntentUses.on(intents.UseNominated, key=use_key)
def nominated(row: IntentUses, event: intents.UseNominated) -> IntentUses:
    return replace(
        row,
        intent=event.intent,
        use=event.use,
        institution=event.institution,
        town=event.town,
        project=event.project,
        purpose=event.purpose,
        borrower=event.borrower,
        nominated_fen=event.amount_fen,
        nominated_on=event.nominated_on,
    )


@IntentUses.on(intents.UseWithdrawn, key=use_key)
def withdrawn(row: IntentUses, event: intents.UseWithdrawn) -> None:
    return None


@IntentUses.on(intents.IntentCreditApproved, key=use_key)
def approved(row: IntentUses, event: intents.IntentCreditApproved) -> IntentUses:
    return replace(
        row, approved_fen=event.amount_fen, approved_on=event.approved_on, until=event.until
    )


@IntentUses.on(intents.IntentDrawn, key=use_key)
def drawn(row: IntentUses, event: intents.IntentDrawn) -> IntentUses:
    return replace(row, drawn_fen=row.drawn_fen + event.amount_fen)
