"""A county publishes its fiscal system; a new version takes the place of the last (RZ-2.2.b)."""

from services.finance.domain.fiscal_system import rules
from services.finance.domain.fiscal_system.state import (
    CLAUSE,
    FISCAL_SYSTEM,
    FiscalSystem,
    basis_of,
)
from shared.kernel.aggregate import (
    COUNTY,
    Context,
    Events,
    refuse,
)
from shared.schemas.finance import fiscal_system

UNCLASSIFIED = "未分类"


@FISCAL_SYSTEM.command(title="公布县乡财政体制", clause=CLAUSE, by=[COUNTY], creates=None)
def publish_fiscal_system(
    system: FiscalSystem, cmd: fiscal_system.PublishFiscalSystem, context: Context
) -> Events:
    """A new version takes the place of the last one from its day on; both stay in the log."""
    _check_matters(cmd)
    _check_shares(cmd)
    _check_classes(cmd, context)
    if cmd.effective_from <= system.effective_from:
        refuse(rules.LATER_VERSION, last=system.effective_from)
    return [
        fiscal_system.FiscalSystemPublished.of(
            cmd, version=system.version + 1, basis=basis_of(cmd.county, context),
            published_on=context.today,
        )
    ]  # fmt: skip


def _check_matters(cmd: fiscal_system.PublishFiscalSystem) -> None:
    powers, duties = [p.matter for p in cmd.powers], [d.matter for d in cmd.duties]
    named_once = len(set(powers)) == len(powers) and len(set(duties)) == len(duties)
    if not powers or not named_once or set(powers) != set(duties):
        refuse(rules.EVERY_POWER_HAS_ITS_DUTY, powers="、".join(powers))


def _check_shares(cmd: fiscal_system.PublishFiscalSystem) -> None:
    parts = [(d.matter, d.county_percent, d.town_percent) for d in cmd.duties]
    parts += [(f"{s.revenue}/{s.town_class}", s.county_percent, s.town_percent) for s in cmd.splits]
    for what, county, town in parts:
        if county + town != 100:
            refuse(rules.SHARES_SUM_TO_100, what=what, total=county + town)


def _check_classes(cmd: fiscal_system.PublishFiscalSystem, context: Context) -> None:
    """Each revenue is divided for every class that the county's towns have when the version takes
    effect, once."""
    then = context.registry.on(cmd.effective_from)
    towns = (t for t in then.towns.values() if t.county == cmd.county)
    classes = {town.town_class or UNCLASSIFIED for town in towns}
    divided = [(s.revenue, s.town_class) for s in cmd.splits]
    wanted = {(s.revenue, town_class) for s in cmd.splits for town_class in classes}
    if not divided or len(set(divided)) < len(divided) or set(divided) != wanted:
        refuse(rules.EVERY_CLASS_HAS_ITS_SPLIT, classes="、".join(sorted(classes)))
