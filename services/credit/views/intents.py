"""意向融资台账: each framework: amount, expiry, nominated, approved, drawn, left (RZ-2.4.f)."""

from datetime import date

from services.credit.domain.intent.state import INTENT
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.credit import intent as intents
from shared.schemas.kinds import TownId


@view("intents", title="意向融资台账", key="intent", version=1, of=INTENT)
class Intents(Row):
    """`left_fen`: intended and not approved yet."""

    intent: str = column("意向编号")
    institution: str = column("金融机构")
    towns: tuple[TownId, ...] = column("镇", ())
    amount_fen: int = column("意向金额（分）")
    nominated: dict[str, int] = column("待批准的提名（分）", factory=dict)
    nominated_fen: int = column("待批准的提名合计（分）")
    approved_fen: int = column("已批（分）")
    drawn_fen: int = column("已提（分）")
    undrawn_fen: int = column("已批未提（分）")
    left_fen: int = column("余额（分）")
    expired: bool = column("已到期")
    signed_on: date | None = column("签订日期", None)
    expires_on: date | None = column("到期日期", None)
    document: str = column("文号")


@Intents.on(intents.IntentRegistered)
def registered(row: Intents, event: intents.IntentRegistered) -> Intents:
    return _summed(
        replace(
            row,
            institution=event.institution,
            towns=tuple(event.towns),
            amount_fen=event.amount_fen,
            signed_on=event.signed_on,
            expires_on=event.expires_on,
            document=event.document,
        )
    )


@Intents.on(intents.IntentRenewed)
def renewed(row: Intents, event: intents.IntentRenewed) -> Intents:
    return replace(row, expires_on=event.expires_on, expired=False)


@Intents.on(intents.UseNominated)
def nominated(row: Intents, event: intents.UseNominated) -> Intents:
    return _summed(replace(row, nominated={**row.nominated, event.use: event.amount_fen}))


@Intents.on(intents.UseWithdrawn)
def withdrawn(row: Intents, event: intents.UseWithdrawn) -> Intents:
    return _without(row, event.use)


@Intents.on(intents.IntentCreditApproved)
def approved(row: Intents, event: intents.IntentCreditApproved) -> Intents:
    return _without(replace(row, approved_fen=row.approved_fen + event.amount_fen), event.use)


@Intents.on(intents.IntentDrawn)
def drawn(row: Intents, event: intents.IntentDrawn) -> Intents:
    return _summed(replace(row, drawn_fen=row.drawn_fen + event.amount_fen))


@Intents.on(intents.IntentExpired)
def expired(row: Intents, event: intents.IntentExpired) -> Intents:
    return replace(row, expired=True)


def _without(row: Intents, use: str) -> Intents:
    return _summed(
        replace(row, nominated={id: fen for id, fen in row.nominated.items() if id != use})
    )


def _summed(row: Intents) -> Intents:
    return replace(
        row,
        nominated_fen=sum(row.nominated.values()),
        undrawn_fen=row.approved_fen - row.drawn_fen,
        left_fen=row.amount_fen - row.approved_fen,
    )
