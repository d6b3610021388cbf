"""对接会签约台账: what was signed with whom, and what came of it (RZ-2.4.a)."""

from datetime import date
from typing import Any

from services.credit.domain.matching_event import MATCHING_EVENT
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.credit import matching_event as matchings
from shared.schemas.kinds import TownId


def signing_keys(event: matchings.MatchingEventHeld, _: EventMeta) -> list[str]:
    return [f"{event.matching}.{s.signing}" for s in event.signings]


def signing_key(event: Any, _: EventMeta) -> str:
    return f"{event.matching}.{event.signing}"


@view(
    "matching-signings",
    title="对接会签约台账",
    key="matching_signing",
    version=2,
    of=MATCHING_EVENT,
    carried={"towns": ("town",), "institutions": ("institution",)},
)
class MatchingSignings(Row):
    matching_signing: str = column("对接会与签约")
    matching: str = column("对接会编号")
    title: str = column("标题")
    signing: str = column("签约编号")
    institution: str = column("金融机构")
    town: TownId = column("镇")
    borrower: str = column("经营主体代号")
    amount_fen: int = column("签约金额（分）")
    fulfilled_fen: int = column("累计履约（分）")
    fulfilled: bool = column("已履约")
    held_on: date | None = column("举办日期", None)


@MatchingSignings.on(matchings.MatchingEventHeld, key=signing_keys)
def held(row: MatchingSignings, event: matchings.MatchingEventHeld) -> MatchingSignings:
    signing = next(
        s for s in event.signings if f"{event.matching}.{s.signing}" == row.matching_signing
    )
    return replace(
        row,
        matching=event.matching,
        title=event.title,
        signing=signing.signing,
        institution=signing.institution,
        town=signing.town,
        borrower=signing.borrower,
        amount_fen=signing.amount_fen,
        held_on=event.held_on,
    )


@MatchingSignings.on(matchings.SigningAdded, key=signing_key)
def added(row: MatchingSignings, event: matchings.SigningAdded) -> MatchingSignings:
    return replace(
        row,
        matching=event.matching,
        title=event.title,
        signing=event.signing,
        institution=event.institution,
        town=event.town,
        borrower=event.borrower,
        amount_fen=event.amount_fen,
        held_on=event.held_on,
    )


@MatchingSignings.on(matchings.SigningFulfilled, key=signing_key)
def fulfilled(row: MatchingSignings, event: matchings.SigningFulfilled) -> MatchingSignings:
    whole = event.fulfilled_fen == row.amount_fen
    return replace(row, fulfilled_fen=event.fulfilled_fen, fulfilled=whole)
