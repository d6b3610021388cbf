"""MatchingEvent (`matching-event-<matching>`): 对接会, what was signed and what came of it, RZ-2.4.a."""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from immutables import Map

from services.credit.domain.borrower import require_number_of_the_town
from services.credit.domain.institution import INSTITUTION, require_open
from services.credit.domain.organisations import (
    ANSWERERS,
    GUIDES,
    LOCAL_FINANCE,
    require_own_matter,
)
from shared.kernel.aggregate import (
    Aggregate,
    Context,
    Events,
    Over,
    RulesOf,
    Task,
    Tasks,
    guard,
    money,
    pick,
    pick_id,
    refuse,
    to_named,
    to_party,
    to_town,
)
from shared.schemas.copying import replace
from shared.schemas.credit import matching_event as matchings

CLAUSE = "RZ-2.4.a"

rule = RulesOf(CLAUSE)
HELD_BY_TODAY = rule(
    "matching-held-by-today",
    zh="登记已举办的对接会和其后的履约",
    en="What is recorded has happened.",
    pass_zh="日期须在 {earliest} 至 {latest} 之间",
    pass_en="The day lies between {earliest} and {latest}.",
)
SIGNINGS_ARE_SOUND = rule(
    "signings-are-sound",
    zh="每笔签约编号不重复，镇须登记在册",
    en="Every signing has an id of its own and a registered town.",
    pass_zh="请核对：{signings}",
    pass_en="Look at {signings}.",
)
SIGNING_EXISTS = rule(
    "signing-exists",
    zh="履约对应对接会上的签约",
    en="A fulfilment is that of a signing.",
    pass_zh="没有签约 {signing}",
    pass_en="There is no signing {signing}.",
)
FULFILLED_WITHIN_SIGNED = rule(
    "fulfilled-within-signed",
    zh="履约放款不超过签约金额",
    en="What comes of a signing stays within it.",
    pass_zh="尚可登记 {left:money}",
    pass_en="{left} fen are left.",
)


@dataclass(frozen=True, slots=True)
class MatchingEvent:
    """`fulfilled`: fen by signing."""

    title: str = ""
    held_on: date = date.min
    signings: Map[str, matchings.Signing] = Map()
    fulfilled: Map[str, int] = Map()

    @property
    def towns(self) -> frozenset[str]:
        return frozenset(signing.town for signing in self.signings.values())

    @property
    def institutions(self) -> frozenset[str]:
        return frozenset(signing.institution for signing in self.signings.values())

    def left_fen(self, signing: str) -> int:
        return self.signings[signing].amount_fen - self.fulfilled.get(signing, 0)


MATCHING_EVENT = Aggregate(
    "matching-event",
    MatchingEvent(),
    key="matching",
    title="对接会",
    sight=[to_town("towns"), to_named(), to_party("institutions")],
)


@MATCHING_EVENT.evolve
def evolve(matching: MatchingEvent, event: matchings.Event) -> MatchingEvent:
    match event:
        case matchings.MatchingEventHeld():
            signings = Map({s.signing: s for s in event.signings})
            return MatchingEvent(event.title, event.held_on, signings)
        case matchings.SigningAdded(signing=id):
            signing = matchings.Signing(
                id, institution=event.institution, town=event.town, borrower=event.borrower,
                amount_fen=event.amount_fen, demand=event.demand,
            )  # fmt: skip
            return replace(matching, signings=matching.signings.set(id, signing))
        case matchings.SigningFulfilled(signing=id, fulfilled_fen=fen):
            return replace(matching, fulfilled=matching.fulfilled.set(id, fen))
    assert_never(event)


@MATCHING_EVENT.command(
    title="登记对接会",
    clause=CLAUSE,
    by=GUIDES,
    guards=[guard(INSTITUTION, lambda _, cmd: {s.institution for s in cmd.signings})],
    creates=True,
    numbered="matching-{year}",
)
def hold_matching_event(
    _: MatchingEvent, cmd: matchings.HoldMatchingEvent, context: Context
) -> Events:
    if cmd.held_on > context.today:
        refuse(HELD_BY_TODAY, earliest="—", latest=context.today)
    ids = [s.signing for s in cmd.signings]
    strange = [s.signing for s in cmd.signings if context.town(s.town) is None]
    strange += [id for id in ids if ids.count(id) > 1]
    if strange:
        refuse(SIGNINGS_ARE_SOUND, signings="、".join(dict.fromkeys(strange)))
    for signing in cmd.signings:
        require_number_of_the_town(signing.borrower)
        require_open(signing.institution, context)
    yield matchings.MatchingEventHeld.of(cmd, held_by=context.actor.organisation)


@MATCHING_EVENT.command(
    title="登记对接会签约",
    clause=CLAUSE,
    by=GUIDES,
    guards=[guard(INSTITUTION)],
    picks=[pick_id("institution", require_open)],
)
def add_signing(matching: MatchingEvent, cmd: matchings.AddSigning, context: Context) -> Events:
    """Line by line, where a meeting's list comes after it."""
    if cmd.signing in matching.signings or context.town(cmd.town) is None:
        refuse(SIGNINGS_ARE_SOUND, signings=cmd.signing)
    require_number_of_the_town(cmd.borrower)
    require_open(cmd.institution, context)
    yield matchings.SigningAdded.of(
        cmd, title=matching.title, held_on=matching.held_on, entered_by=context.actor.organisation
    )


def _require_unfulfilled(
    matching: MatchingEvent, cmd: matchings.RecordFulfilment, context: Context
) -> matchings.Signing:
    """A signing of the caller's own, of which so much has not come yet."""
    signing = matching.signings.get(cmd.signing)
    if signing is None:
        refuse(SIGNING_EXISTS, signing=cmd.signing)
    require_own_matter(signing.institution, context)
    left = matching.left_fen(cmd.signing)
    if cmd.amount_fen > left:
        refuse(FULFILLED_WITHIN_SIGNED, left=left)
    return signing


@MATCHING_EVENT.command(
    title="登记签约履约",
    clause=CLAUSE,
    by=ANSWERERS,
    picks=[pick("signing", _require_unfulfilled, {"amount_fen": 1})],
)
def record_fulfilment(
    matching: MatchingEvent, cmd: matchings.RecordFulfilment, context: Context
) -> Events:
    signing = _require_unfulfilled(matching, cmd, context)
    if not matching.held_on <= cmd.fulfilled_on <= context.today:
        refuse(HELD_BY_TODAY, earliest=matching.held_on, latest=context.today)
    yield matchings.SigningFulfilled.of(
        cmd, institution=signing.institution, town=signing.town,
        fulfilled_fen=matching.fulfilled.get(cmd.signing, 0) + cmd.amount_fen,
        entered_by=context.actor.organisation,
    )  # fmt: skip


@MATCHING_EVENT.tasks
def tasks(matching: MatchingEvent) -> Tasks:
    """Signings that wait for their money; whether they get it is the institution's matter."""
    waiting = {id: matching.left_fen(id) for id in matching.signings if matching.left_fen(id)}
    total = sum(waiting.values())
    if total:
        yield Task(
            "fulfilment", [LOCAL_FINANCE], f"跟踪对接会签约的履约，尚有 {money(total)}",
            [record_fulfilment], clause=CLAUSE,
        )  # fmt: skip
    else:
        yield Over("没有待履约的签约")
