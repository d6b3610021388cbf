"""What the law asks of one item: its basis, and the forms that its kind allows (RZ-2.6.a)."""

from services.empowerment.domain.power_list import rules
from shared.kernel.aggregate import COUNTY_DEPARTMENTS, Context, refuse
from shared.schemas.empowerment import power_list as powers
from shared.schemas.power_form import PowerForm

FORMS: dict[powers.PowerKind, tuple[PowerForm, ...]] = {
    "permit": ("empower", "entrust", "accept"),
    "penalty": ("empower",),
    "coercion": ("empower",),
    "confirmation": ("empower", "entrust", "accept"),
    "payment": ("empower", "entrust", "accept"),
    "levy": ("empower", "entrust"),
    "other": ("empower", "entrust", "accept"),
}
"""行政处罚法§24, 行政强制法§17: neither a power to penalise nor coercion is entrusted to a town."""
WORDS: dict[PowerForm, str] = {"empower": "赋权", "entrust": "委托", "accept": "受理"}


def check_item(item: powers.ListPowerItem, context: Context) -> None:
    """Refuse an item that the law does not let pass so."""
    registry = context.registry
    if not COUNTY_DEPARTMENTS.includes(item.organ, "", item.county):
        county = registry.name_of(item.county, context.today)
        refuse(rules.ORGAN_IS_COUNTYS, organ=item.organ, county=county)
    pilots = pilot_towns(item.county, context)
    if not item.towns or not set(item.towns) <= set(pilots):
        refuse(rules.TOWNS_ARE_COUNTYS_PILOTS, towns="、".join(pilots))
    if item.legal_basis is None or item.basis_level is None:
        refuse(rules.BASIS_IS_NAMED)
    allowed = FORMS[item.kind]
    if item.form not in allowed:
        forms = "、".join(WORDS[form] for form in allowed)
        refuse(rules.FORM_SUITS_KIND, forms=forms, forms_en=", ".join(allowed))
    if item.kind == "penalty" and item.provincial_decision is None:
        refuse(rules.PENALTY_BY_PROVINCE)
    if item.form == "entrust" and item.basis_level == "document":
        refuse(rules.ENTRUSTED_BY_LAW)
    if item.catalogue is None and item.off_catalogue_reason is None:
        refuse(rules.IN_CATALOGUE_OR_REASON)


def pilot_towns(county: str, context: Context) -> list[str]:
    """The active pilot towns of a county, sorted."""
    towns = context.registry.towns.values()
    return sorted(t.id for t in towns if t.county == county and t.pilot and t.active)
