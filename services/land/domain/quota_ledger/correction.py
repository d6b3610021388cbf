"""A lot measured anew, a filing set right, quota that a need does not take (RZ-2.3.h)."""

from decimal import Decimal

from services.land.domain.organisations import COUNTY_LAND, NATURAL_RESOURCES
from services.land.domain.quota_ledger import rules
from services.land.domain.quota_ledger.requirements import SOME_AREA, require_lot
from services.land.domain.quota_ledger.state import CLAUSE, QUOTA_LEDGER, QuotaLedger
from shared.kernel.aggregate import TOWN, Context, Events, pick, refuse
from shared.schemas.land import quota_ledger
from shared.schemas.land import quota_ledger_correction as quota_correction


@QUOTA_LEDGER.command(title="更正复垦验收面积", clause=CLAUSE, by=[NATURAL_RESOURCES, COUNTY_LAND])
def correct_reclamation(
    ledger: QuotaLedger, cmd: quota_correction.CorrectReclamation, context: Context
) -> Events:
    """Measured anew, or accepted wrongly: what is filed of it comes down first."""
    lot = require_lot(ledger, cmd.lot)
    if cmd.area < lot.filed:
        refuse(rules.ACCEPTED_COVERS_FILED, lot=cmd.lot, filed=lot.filed)
    if cmd.area != lot.accepted:
        yield quota_correction.ReclamationCorrected.of(
            cmd, previous_area=lot.accepted, corrected_by=context.actor.organisation,
            corrected_on=context.today,
        )  # fmt: skip


@QUOTA_LEDGER.command(title="更正指标备案面积", clause=CLAUSE, by=[NATURAL_RESOURCES, COUNTY_LAND])
def correct_filing(
    ledger: QuotaLedger, cmd: quota_correction.CorrectFiling, context: Context
) -> Events:
    """A fact, no decision: needs on record do not hold it up; what is taken of the lot does."""
    lot = require_lot(ledger, cmd.lot)
    taken = lot.used + lot.transferred
    if cmd.area < taken:
        refuse(
            rules.FILED_COVERS_TAKEN,
            lot=cmd.lot,
            used=lot.used,
            transferred=lot.transferred,
            needs=taken - cmd.area,
        )
    if cmd.area > lot.accepted:
        refuse(rules.FILED_WITHIN_ACCEPTED, available=lot.accepted - lot.filed)
    if cmd.area != lot.filed:
        yield quota_correction.FilingCorrected.of(
            cmd, previous_area=lot.filed, corrected_by=context.actor.organisation,
            corrected_on=context.today,
        )  # fmt: skip


def _require_use(
    ledger: QuotaLedger, cmd: quota_correction.ReturnQuota, _: Context
) -> tuple[quota_ledger.QuotaUsed, str]:
    """The use of a need, and the need."""
    use = ledger.uses.get(cmd.use)
    if use is None or use.need is None or cmd.area > use.area:
        has = use.area if use is not None and use.need is not None else Decimal(0)
        refuse(rules.USE_OF_A_NEED, use=cmd.use, area=has)
    return use, use.need


@QUOTA_LEDGER.command(
    title="退回农民和农村使用的指标",
    clause=CLAUSE,
    by=[TOWN, NATURAL_RESOURCES, COUNTY_LAND],
    picks=[pick("use", _require_use, SOME_AREA)],
)
def return_quota(
    ledger: QuotaLedger, cmd: quota_correction.ReturnQuota, context: Context
) -> Events:
    """The need took less, or fell away after its use; or the use named the wrong lot."""
    use, need = _require_use(ledger, cmd, context)
    yield quota_ledger.QuotaReturned(
        town=cmd.town, lot=use.lot, use=cmd.use, area=cmd.area, need=need,
        reopens=cmd.reopens, reason=cmd.reason, returned_on=context.today, document=cmd.document,
    )  # fmt: skip
