"""RZ-2.1.d: the urban-renewal library, by criteria whose version is recorded."""

from dataclasses import replace

from hypothesis import given as over
from hypothesis import strategies as st

from services.projects.domain import renewal_listing as rules
from services.projects.domain.renewal_listing import RENEWAL_LISTING
from services.projects.views.renewal_ledger import RenewalLedger
from shared.policy.loader import registry
from shared.schemas.projects.renewal_listing import (
    CriterionAnswer,
    DeclineRenewal,
    ListForRenewal,
    NominateForRenewal,
    RemoveFromRenewal,
    RenewalDeclined,
    RenewalListed,
    RenewalNominated,
    RenewalRemoved,
)
from tests.given import Given, given
from tests.unit.projects.library import TODAY, Library, rows

CRITERIA = registry().parameters["projects.renewal_criteria"].value
VERSION = CRITERIA["version"]
ANSWERS = tuple(CriterionAnswer(item, met=True, evidence="现场") for item in CRITERIA["items"])
NOMINATE = NominateForRenewal("r-1", town="jufeng", name="演示-老街更新", answers=ANSWERS)
NOMINATED = RenewalNominated(
    "r-1", town="jufeng", name="演示-老街更新", criteria_version=VERSION, answers=ANSWERS,
    nominated_on=TODAY,
)  # fmt: skip
UNMET = replace(NOMINATED, answers=(replace(ANSWERS[0], met=False), *ANSWERS[1:]))
LISTED = RenewalListed(
    "r-1", town="jufeng", criteria_version=VERSION, listed_on=TODAY, document=None
)
DECLINED = RenewalDeclined(
    "r-1", town="jufeng", criteria_version=VERSION, reason="不成熟", declined_on=TODAY,
    document=None,
)  # fmt: skip
DECLINE = DeclineRenewal("r-1", reason="不成熟")


def listing(*events: object) -> Given:
    return given(RENEWAL_LISTING, "r-1", *events)


def test_a_nomination_answers_every_criterion_and_records_its_version() -> None:
    listing().when(NOMINATE, by="jufeng").then(NOMINATED)
    listing().when(NOMINATE, by="taoluo").not_permitted()
    short = replace(NOMINATE, answers=ANSWERS[1:])
    listing().when(short, by="jufeng").refused(rules.EVERY_CRITERION_IS_ANSWERED)


def test_the_criteria_are_data() -> None:
    newer = {"projects.renewal_criteria": {"version": "second", "items": [ANSWERS[0].criterion]}}
    cmd = replace(NOMINATE, answers=ANSWERS[:1])
    (event,) = listing().when(cmd, by="jufeng", parameters=newer).events
    assert event.criteria_version == "second"


def test_housing_lists_what_meets_every_criterion() -> None:
    listing(NOMINATED).when(ListForRenewal("r-1")).then(LISTED)
    listing(UNMET).when(ListForRenewal("r-1")).refused(rules.CRITERIA_ARE_MET)
    assert rows(RenewalLedger, NOMINATED, LISTED)["r-1"].status == "listed"


def test_housing_declines_with_a_reason_and_the_town_may_nominate_again() -> None:
    listing(NOMINATED).when(DECLINE).then(DECLINED)
    listing(NOMINATED, DECLINED).when(NOMINATE, by="jufeng").then(NOMINATED)
    assert rows(RenewalLedger, NOMINATED, DECLINED)["r-1"].reason == "不成熟"


def test_what_was_listed_is_removed_with_a_reason_and_may_be_nominated_again() -> None:
    cmd = RemoveFromRenewal("r-1", reason="片区已拆除重建")
    removed = RenewalRemoved(
        "r-1", town="jufeng", reason=cmd.reason, removed_on=TODAY, document=None
    )
    listing(NOMINATED, LISTED).when(cmd).then(removed)
    listing(NOMINATED, LISTED).when(cmd, by="jufeng").not_permitted()
    listing(NOMINATED).when(cmd).refused(rules.ONLY_LISTED_IS_REMOVED)
    listing(NOMINATED, LISTED, removed).when(cmd).refused(rules.ONLY_LISTED_IS_REMOVED)
    listing(NOMINATED, LISTED, removed).when(NOMINATE, by="jufeng").then(NOMINATED)
    row = rows(RenewalLedger, NOMINATED, LISTED, removed)["r-1"]
    assert (row.status, row.reason) == ("removed", cmd.reason)


def test_a_nomination_is_decided_once() -> None:
    listing(NOMINATED, LISTED).when(DECLINE).refused(rules.NOMINATION_IS_OPEN)
    listing(NOMINATED).when(NOMINATE, by="jufeng").refused(rules.NOMINATION_IS_OPEN)


@over(st.lists(st.sampled_from([NOMINATE, ListForRenewal("r-1"), DECLINE]), max_size=8))
def test_each_decision_follows_a_nomination_and_nothing_follows_a_listing(commands) -> None:
    library = Library({"renewal-r-1": [NOMINATED]})
    for cmd in commands:
        by = "jufeng" if cmd is NOMINATE else "housing"
        library.give(RENEWAL_LISTING, cmd, by=by)
    happened = [type(event) for event in library.events(RENEWAL_LISTING, "r-1")]
    for before, after in zip(happened, happened[1:], strict=False):
        assert (before is RenewalNominated) != (after is RenewalNominated)
        assert before is not RenewalListed
