"""Lots of reclaimed land: accepted, filed, and used for farmers and villages (RZ-2.3.h)."""

from services.land.domain.organisations import COUNTY_LAND, NATURAL_RESOURCES
from services.land.domain.quota_ledger import rules
from services.land.domain.quota_ledger.holdings import Need
from services.land.domain.quota_ledger.requirements import (
    SOME_AREA,
    require_lot,
    require_new_id,
    require_remaining,
)
from services.land.domain.quota_ledger.state import CLAUSE, QUOTA_LEDGER, QuotaLedger
from shared.kernel.aggregate import TOWN, Context, Events, pick, refuse
from shared.kernel.aggregate.reforms import OF_REFORMS, refuse_unless_opened
from shared.schemas.land import quota_ledger


@QUOTA_LEDGER.command(
    title="复垦验收",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_LAND],
    guards=[OF_REFORMS],
    creates=None,
)
def accept_reclamation(
    ledger: QuotaLedger, cmd: quota_ledger.AcceptReclamation, context: Context
) -> Events:
    if cmd.town not in context.registry.clauses[CLAUSE].scope:
        refuse_unless_opened(rules.TOWN_IN_SCOPE, cmd.town, context, town=cmd.town)
    require_new_id(cmd.lot, ledger.lots)
    terms = (cmd.contract, cmd.contract_mode, cmd.investor_percent)
    complete = all(term is not None for term in terms) and (cmd.investor_percent or 0) <= 100
    if cmd.funding == "social" and not complete:
        refuse(rules.SOCIAL_HAS_CONTRACT)
    if cmd.funding == "public" and any(term is not None for term in terms):
        refuse(rules.SOCIAL_HAS_CONTRACT)
    yield quota_ledger.QuotaGenerated.of(
        cmd, county=context.registry.county_of(cmd.town), accepted_on=context.today
    )


def _require_unfiled(ledger: QuotaLedger, cmd: quota_ledger.FileQuota, _: Context) -> None:
    lot = require_lot(ledger, cmd.lot)
    if lot.filed + cmd.area > lot.accepted:
        refuse(rules.FILED_WITHIN_ACCEPTED, available=lot.accepted - lot.filed)


@QUOTA_LEDGER.command(
    title="指标备案",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_LAND],
    picks=[pick("lot", _require_unfiled, SOME_AREA)],
)
def file_quota(ledger: QuotaLedger, cmd: quota_ledger.FileQuota, context: Context) -> Events:
    _require_unfiled(ledger, cmd, context)
    yield quota_ledger.QuotaFiled.of(cmd, filed_on=context.today)


@QUOTA_LEDGER.command(title="登记农民和农村发展用地需求", clause=CLAUSE, by=[TOWN])
def record_rural_need(
    ledger: QuotaLedger, cmd: quota_ledger.RecordRuralNeed, context: Context
) -> Events:
    """What farmers' resettlement and the villages need comes before projects and transfers."""
    require_new_id(cmd.need, ledger.needs)
    yield quota_ledger.RuralNeedRecorded.of(cmd, recorded_on=context.today)


def _require_open(ledger: QuotaLedger, cmd: quota_ledger.CloseRuralNeed, _: Context) -> None:
    need = ledger.needs.get(cmd.need)
    if need is None or need.open == 0:
        refuse(rules.NEED_IS_OPEN, need=cmd.need, open=0)


@QUOTA_LEDGER.command(
    title="核销农民和农村发展用地需求",
    clause=CLAUSE,
    by=[TOWN],
    picks=[pick("need", _require_open)],
)
def close_rural_need(
    ledger: QuotaLedger, cmd: quota_ledger.CloseRuralNeed, context: Context
) -> Events:
    """What the town does not need any more frees the quota that was kept for it."""
    _require_open(ledger, cmd, context)
    yield quota_ledger.RuralNeedClosed.of(cmd)


def _require_needed(ledger: QuotaLedger, cmd: quota_ledger.UseQuota, _: Context) -> Need:
    need = ledger.needs.get(cmd.need)
    if need is None or cmd.area > need.open:
        refuse(rules.NEED_IS_OPEN, need=cmd.need, open=need.open if need else 0)
    return need


def _require_free(ledger: QuotaLedger, cmd: quota_ledger.UseQuota, _: Context) -> None:
    require_remaining(ledger, cmd.lot, cmd.area)


@QUOTA_LEDGER.command(
    title="使用指标",
    clause=CLAUSE,
    by=[TOWN, NATURAL_RESOURCES, COUNTY_LAND],
    picks=[pick("need", _require_needed, SOME_AREA), pick("lot", _require_free, SOME_AREA)],
)
def use_quota(ledger: QuotaLedger, cmd: quota_ledger.UseQuota, context: Context) -> Events:
    require_new_id(cmd.use, ledger.uses)
    need = _require_needed(ledger, cmd, context)
    _require_free(ledger, cmd, context)
    yield quota_ledger.QuotaUsed(
        cmd.town, lot=cmd.lot, use=cmd.use, area=cmd.area, purpose=need.purpose, need=cmd.need,
        project=None, used_on=context.today,
    )  # fmt: skip
