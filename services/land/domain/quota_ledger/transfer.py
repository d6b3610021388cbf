"""Quota that leaves the town: first refusal, then transfer on the right platform (RZ-2.3.h)."""

from services.land.domain.organisations import COUNTY_LAND, NATURAL_RESOURCES
from services.land.domain.quota_ledger import rules
from services.land.domain.quota_ledger.requirements import (
    SOME_AREA,
    require_local_needs,
    require_lot,
    require_new_id,
    require_remaining,
)
from services.land.domain.quota_ledger.state import CLAUSE, QUOTA_LEDGER, QuotaLedger
from shared.kernel.aggregate import TOWN, Context, Events, pick, refuse
from shared.schemas.land import quota_ledger
from shared.schemas.words import say

LET_GO = ("released", "lapsed")


def _require_offerable(ledger: QuotaLedger, cmd: quota_ledger.OfferQuota, context: Context) -> None:
    require_remaining(ledger, cmd.lot, cmd.area)
    mode = mode_of(ledger, cmd.lot, context)
    if mode != "first-refusal":
        refuse(rules.MODE_IS_FIRST_REFUSAL, mode=mode, mode_zh=say(quota_ledger.QuotaMode, mode))


@QUOTA_LEDGER.command(
    title="征询镇优先留用",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_LAND],
    picks=[pick("lot", _require_offerable, SOME_AREA)],
)
def offer_quota(ledger: QuotaLedger, cmd: quota_ledger.OfferQuota, context: Context) -> Events:
    require_new_id(cmd.offer, ledger.offers)
    _require_offerable(ledger, cmd, context)
    days = context.parameter("land.quota_first_refusal_working_days")
    yield quota_ledger.QuotaOffered.of(cmd, offered_on=context.today, answer_working_days=days)


def _require_unanswered(
    ledger: QuotaLedger, cmd: quota_ledger.AnswerQuotaOffer, _: Context
) -> None:
    offer = ledger.offers.get(cmd.offer)
    if offer is None or offer.answer:
        waiting = [id for id, offer in sorted(ledger.offers.items()) if not offer.answer]
        refuse(rules.OFFER_IS_OPEN, offers=", ".join(waiting) or "—")


@QUOTA_LEDGER.command(
    title="答复优先留用", clause=CLAUSE, by=[TOWN], picks=[pick("offer", _require_unanswered)]
)
def answer_quota_offer(
    ledger: QuotaLedger, cmd: quota_ledger.AnswerQuotaOffer, context: Context
) -> Events:
    _require_unanswered(ledger, cmd, context)
    yield quota_ledger.QuotaOfferAnswered.of(cmd, answered_on=context.today)


def _require_sellable(
    ledger: QuotaLedger, cmd: quota_ledger.TransferQuota, context: Context
) -> quota_ledger.QuotaMode:
    require_remaining(ledger, cmd.lot, cmd.area)
    mode = mode_of(ledger, cmd.lot, context)
    if mode == "all":
        refuse(rules.KEPT_WHOLE)
    return mode


@QUOTA_LEDGER.command(
    title="指标流转",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_LAND],
    picks=[pick("lot", _require_sellable, SOME_AREA)],
)
def transfer_quota(
    ledger: QuotaLedger, cmd: quota_ledger.TransferQuota, context: Context
) -> Events:
    """Only what the town lets go of, and never what its farmers and villages need."""
    require_new_id(cmd.transfer, ledger.transfers)
    mode = _require_sellable(ledger, cmd, context)
    if mode == "first-refusal":
        _require_refusal(ledger, cmd)
    require_local_needs(ledger, cmd.area)
    if cmd.reach == "across-cities" and cmd.platform != "provincial":
        refuse(rules.PROVINCIAL_PLATFORM)
    yield quota_ledger.QuotaTransferred.of(
        cmd,
        mode=mode,
        offer=cmd.offer if mode == "first-refusal" else None,
        transferred_on=context.today,
    )


def mode_of(ledger: QuotaLedger, lot: str, context: Context) -> quota_ledger.QuotaMode:
    """A socially funded lot follows its contract, any other the town's mode."""
    contract = require_lot(ledger, lot).mode
    mode: quota_ledger.QuotaMode = contract or context.parameter("land.quota_mode")[ledger.town]
    return mode


def _require_refusal(ledger: QuotaLedger, cmd: quota_ledger.TransferQuota) -> None:
    offer = ledger.offers.get(cmd.offer) if cmd.offer else None
    serves = (
        offer is not None
        and offer.answer in LET_GO
        and offer.lot == cmd.lot
        and offer.area >= cmd.area
    )
    if not serves:
        refuse(rules.TOWN_REFUSED_FIRST, area=cmd.area)
