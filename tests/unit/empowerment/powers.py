"""A county's list of powers, and one of them on its way to a town: for the tests of RZ-2.6."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from services.empowerment.domain.delegation.state import DELEGATION
from services.empowerment.domain.power_list.state import POWER_LIST
from shared.schemas.empowerment import delegation as delegations
from shared.schemas.empowerment import delegation_running as running
from shared.schemas.empowerment import power_list as powers
from tests.given import NOON, Given, Outcome, given

TODAY = date(2024, 3, 1)
ORGAN = "donggang-natural-resources"
PERMIT = "planning-permit"


def at(day: str) -> datetime:
    """Noon of a day, as `when(at=...)` takes it."""
    return datetime.combine(date.fromisoformat(day), NOON.timetz(), UTC)


def only(outcome: Outcome) -> Any:
    """The one event of an outcome."""
    [event] = outcome.events
    return event


DRAFT = powers.DraftPowerList("donggang", title="演示-东港区赋权事项清单")
ITEM = powers.ListPowerItem(
    "donggang", item="planning", name="演示-建设工程规划许可", kind="permit", form="empower",
    organ=ORGAN, towns=("taoluo",), legal_basis="城乡规划法第40条", basis_level="law",
    catalogue="演示-省目录第12项", on_site=True, permit=PERMIT,
)  # fmt: skip
ENTRUSTED = replace(ITEM, form="entrust")
ACCEPTED = replace(ITEM, form="accept", may_notify=False)
PENALTY = replace(
    ITEM, item="fines", kind="penalty", permit=None, provincial_decision="演示-鲁政字〔2023〕1号"
)

DRAFTED = powers.PowerListDrafted.of(
    DRAFT, edition=1, drafted_by="donggang-staffing", drafted_on=TODAY
)
CIRCULATED = powers.PowerListCirculated(
    "donggang", edition=1, towns=("taoluo",), circulated_on=TODAY, opinion_working_days=10,
    legality_working_days=10,
)  # fmt: skip
AGREED = powers.TownOpinionGiven(
    "donggang", town="taoluo", agrees=True, opinion="同意承接", edition=1, given_on=TODAY
)
LAWFUL = powers.LegalityReviewed(
    "donggang", lawful=True, findings="符合规定", document="演示-审1号", edition=1,
    reviewed_by="donggang-justice", reviewed_on=TODAY,
)  # fmt: skip
APPROVED = powers.PowerListApproved(
    "donggang", document="演示-批1号", edition=1, approved_on=TODAY, publication_working_days=20
)


def listed(item: powers.ListPowerItem) -> powers.PowerItemListed:
    return powers.PowerItemListed.of(item, edition=1, listed_on=TODAY)


def published(*items: powers.ListPowerItem, supports: tuple[object, ...] = ()) -> tuple[Any, ...]:
    """The history of a county's list with these items, up to its publication."""
    said = powers.PowerListPublished(
        "donggang", document="演示-布1号", published_at="区政府网站", edition=1,
        items=tuple(sorted(item.item for item in items)), published_on=TODAY,
        filing_working_days=15,
    )  # fmt: skip
    return (
        DRAFTED, *map(listed, items), *supports, CIRCULATED, AGREED, LAWFUL, APPROVED, said
    )  # fmt: skip


SUPPORT = powers.SupportPromised(
    "donggang", item="planning", support="s-1", kind="staff", what="下派2名规划人员",
    provider="donggang-human-resources", due_on=date(2024, 4, 1), edition=1,
)  # fmt: skip


def power_list(*events: object) -> Given:
    return given(POWER_LIST, "donggang", *events)


ASSESS = running.AssessCapacity(
    "planning-taoluo", county="donggang", town="taoluo", item="planning", licensed_officers=0,
    site_inspectors=2, legal_reviewer=True, window=True, funding=True, training=True,
)  # fmt: skip
ASSESSED = running.CapacityAssessed.of(
    ASSESS, organ=ORGAN, lacking=(), assessed_by=ORGAN, assessed_on=TODAY
)
DELEGATE = delegations.DelegatePower(
    "planning-taoluo", county="donggang", town="taoluo", item="planning", document="演示-放1号"
)
SUPPORT_DUE = delegations.SupportDue(
    support="s-1", kind="staff", what="下派2名规划人员", provider="donggang-human-resources",
    due_on=date(2024, 4, 1),
)  # fmt: skip
DELEGATED = delegations.PowerDelegated.of(
    DELEGATE, name=ITEM.name, kind="permit", form="empower", organ=ORGAN, permit=PERMIT,
    may_notify=True, respondent="taoluo", supports=(), delegated_on=TODAY,
    handover_working_days=20, warning_calendar_days=30,
)  # fmt: skip
ENTRUSTED_UNTIL = date(2026, 2, 28)
BY_AGREEMENT = replace(
    DELEGATED, form="entrust", respondent=ORGAN, agreement="演示-协1号", ends_on=ENTRUSTED_UNTIL
)
PREPARED = delegations.HandoverPrepared(
    "planning-taoluo", town="taoluo", agreement="演示-交1号", process="演示-流程1号",
    trained_on=TODAY, seal=True, account=True, prepared_on=TODAY,
)  # fmt: skip
TAKEN_UP = delegations.PowerTakenUp(
    "planning-taoluo", county="donggang", town="taoluo", item="planning", form="empower",
    organ=ORGAN, permit=PERMIT, may_notify=True, respondent="taoluo", taken_up_on=TODAY,
    trial_calendar_days=90, evaluation_calendar_days=365,
)  # fmt: skip
SUSPENDED = delegations.PowerSuspended(
    "planning-taoluo", town="taoluo", item="planning", permit=PERMIT, reason="人员不足",
    document="演示-停1号", suspended_on=TODAY,
)  # fmt: skip
WITHDRAWN = delegations.PowerWithdrawn(
    "planning-taoluo", town="taoluo", item="planning", permit=PERMIT, cause="decision",
    reason="承接不了", document="演示-收1号", effective_on=TODAY, withdrawn_on=TODAY,
    taken_up=True,
)  # fmt: skip


def delegation(*events: object, items: tuple[powers.ListPowerItem, ...] = (ITEM,)) -> Given:
    """The power of a published list in its town."""
    story = given(DELEGATION, "planning-taoluo", *events)
    return story.and_given(POWER_LIST, "donggang", *published(*items))
