"""发起: what an organisation of a kind may begin."""

import pytest

from shared.workbench.pages.beginning import may
from shared.workbench.person import Person

COUNTY_FINANCE = {"relation": "county-department", "department": "finance", "en": ""}
BANK = {"relation": "institution", "en": ""}
TOWN = {"relation": "town", "en": ""}


@pytest.mark.parametrize(
    ("organisation", "authority", "offered"),
    [
        ("donggang-finance", COUNTY_FINANCE, True),
        ("donggang-natural-resources", COUNTY_FINANCE, False),
        ("donggang", COUNTY_FINANCE, False),
        ("institution-rural", BANK, True),
        ("discipline", BANK, False),
        ("taoluo", TOWN, True),
        ("donggang-finance", TOWN, False),
    ],
)
def test_what_another_kind_of_organisation_does_is_not_offered(
    organisation: str, authority: dict[str, str], offered: bool
) -> None:
    person = Person("演示-某人", "演示-某人", organisation)
    assert may(person, {"duty": "", "who_may": [authority]}) is offered
