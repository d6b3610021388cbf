"""RZ-2.6.a: a town's three lists of duties."""

from dataclasses import replace

from services.empowerment.domain import duty_list as rules
from services.empowerment.domain.duty_list import DUTY_LIST
from shared.schemas.empowerment import duty_list as duties
from tests.given import given
from tests.unit.empowerment.powers import TODAY, only

STAFFING = "donggang-staffing"
LIST = duties.ListDuty("taoluo", duty="floods", name="演示-防汛抗旱", kind="basic")
BASIC = duties.DutyListed.of(LIST, listed_on=TODAY)
ASSIST = replace(BASIC, duty="safety", kind="assist", organ="donggang-emergency")
GONE = replace(BASIC, duty="gas", kind="withdrawn", organ="donggang-housing")
ADOPT = duties.AdoptDutyList("taoluo", document="演示-履1号")
ADOPTED = duties.DutyListAdopted.of(
    ADOPT, edition=1, basic=1, assisted=1, withdrawn=1, adopted_on=TODAY
)


def test_a_duty_is_listed_with_the_department_that_its_kind_names() -> None:
    story = given(DUTY_LIST, "taoluo")
    story.when(LIST, by=STAFFING).then(BASIC)
    assisted = replace(LIST, kind="assist")
    story.when(assisted, by=STAFFING).refused(rules.DUTY_HAS_ORGAN)
    named = replace(LIST, organ="donggang-housing")
    story.when(named, by=STAFFING).refused(rules.DUTY_HAS_ORGAN)
    story.when(replace(LIST, town="zhaoxian"), by=STAFFING).not_permitted()


def test_only_pilot_towns_have_lists() -> None:
    other = replace(LIST, town="nanhu")
    given(DUTY_LIST, "nanhu").when(other, by=STAFFING).refused(rules.DUTY_TOWN_IS_PILOT)


def test_a_town_has_three_lists() -> None:
    two = given(DUTY_LIST, "taoluo", BASIC, ASSIST)
    two.when(ADOPT, by="donggang").refused(rules.THREE_LISTS)
    given(DUTY_LIST, "taoluo", BASIC, ASSIST, GONE).when(ADOPT, by="donggang").then(ADOPTED)
    adopted = given(DUTY_LIST, "taoluo", BASIC, ASSIST, GONE, ADOPTED)
    adopted.when(ADOPT, by="donggang").refused(rules.NOTHING_NEW)


def test_a_duty_is_dropped_and_the_lists_adopted_anew() -> None:
    drop = duties.DropDuty("taoluo", duty="gas", reason="机构改革")
    adopted = given(DUTY_LIST, "taoluo", BASIC, ASSIST, GONE, ADOPTED)
    dropped = only(adopted.when(drop, by=STAFFING))
    assert dropped == duties.DutyDropped.of(drop, dropped_on=TODAY)
    story = given(DUTY_LIST, "taoluo", BASIC, ASSIST, GONE, ADOPTED, dropped)
    assert ("donggang", "adoption-2") in story.turns
    adopted.when(replace(drop, duty="x"), by=STAFFING).refused(rules.DUTY_IS_LISTED)
