"""The organisations that RZ-2.4 names, and the county's own departments of finance and farming."""

from shared.kernel.aggregate import (
    INSTITUTIONS,
    Authority,
    Context,
    RulesOf,
    county_department,
    organisation,
    refuse,
)

LOCAL_FINANCE = organisation("local-finance")
GUARANTEE = organisation("guarantee")
PBOC = organisation("pboc")
NFRA = organisation("nfra")
AGRICULTURE = organisation("agriculture")
COUNTY_LOCAL_FINANCE = county_department("local-finance")
COUNTY_AGRICULTURE = county_department("agriculture")
GUIDES = (LOCAL_FINANCE, COUNTY_LOCAL_FINANCE)
"""The city's office of local finance and the county's."""
ANSWERERS = (INSTITUTIONS, LOCAL_FINANCE)
"""The institution itself; or local-finance, which enters what one says that has not joined (代录)."""

rule = RulesOf("RZ-2.4.a")
INSTITUTION_ACTS_FOR_ITSELF = rule(
    "institution-acts-for-itself",
    zh="金融机构只办理本机构的事项；未联网的由金融主管部门代录",
    en="An institution acts for itself alone; local-finance enters what one says that has not joined.",
    pass_zh="该事项属于 {institution}",
    pass_en="The matter is that of {institution}.",
)


def require_own_matter(institution: str, context: Context) -> None:
    """Refuse an institution that acts in the matter of another."""
    if context.actor.organisation not in (institution, LOCAL_FINANCE.id):
        refuse(INSTITUTION_ACTS_FOR_ITSELF, institution=institution)


def who_answers(institution: str, joined: bool) -> list[Authority]:
    """Of whom an answer is expected: the institution, or who enters what it says."""
    return [organisation(institution)] if joined else [LOCAL_FINANCE]
