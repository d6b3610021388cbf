"""RZ-2.6.b, RZ-2.6.c: who accepts and who decides a permit follows the power that a town holds."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.projects.domain import permit_power as powers
from services.projects.domain.green_channel import rules
from services.projects.domain.permit_power import PERMIT_POWER
from services.projects.reactions import empowerment, supervision
from services.projects.views.permit_ledger import PermitLedger
from services.projects.views.permit_powers import PermitPowers
from shared.kernel.aggregate import FLAG_STANDS
from shared.schemas.power_form import PowerForm
from shared.schemas.projects import green_channel_acceptance as acceptance
from shared.schemas.projects import green_channel_transmission as transmission
from shared.schemas.projects import permit_power
from shared.schemas.projects.green_channel import PermitOverdue, UnderPower
from shared.schemas.projects.green_channel_decisions import (
    CommitmentBreached,
    DecideOnCommitment,
    DeliverPermit,
    RevokePermit,
    VerifyCommitment,
)
from shared.schemas.supervision import issue as issues
from tests.given import Given, given
from tests.rows import about, rows
from tests.unit.empowerment.powers import SUSPENDED as POWER_SUSPENDED
from tests.unit.empowerment.powers import TAKEN_UP as POWER_TAKEN_UP
from tests.unit.empowerment.powers import WITHDRAWN as POWER_WITHDRAWN
from tests.unit.projects.library import TODAY
from tests.unit.projects.test_green_channel import (
    ACCEPT,
    ACCEPTED,
    GRANT,
    GRANTED,
    OPENED,
    PERMIT,
    REQUEST,
    REQUESTED,
    channel,
)

ORGAN, TOWN, POWER = "lanshan-natural-resources", "jufeng", f"{PERMIT}-jufeng"
FORMS: tuple[PowerForm, ...] = ("empower", "entrust", "accept")


def noted(form: PowerForm, may_notify: bool = True) -> permit_power.PowerTakingUpNoted:
    return permit_power.PowerTakingUpNoted(
        POWER, delegation="planning-jufeng", town=TOWN, permit=PERMIT, form=form, organ=ORGAN,
        may_notify=may_notify, taken_up_on=TODAY,
    )  # fmt: skip


SUSPENDED = permit_power.PowerSuspensionNoted(
    POWER, delegation="planning-jufeng", suspended_on=TODAY, town=TOWN
)
RESUMED = permit_power.PowerResumptionNoted(
    POWER, delegation="planning-jufeng", resumed_on=TODAY, town=TOWN
)
WITHDRAWN = permit_power.PowerWithdrawalNoted(
    POWER, delegation="planning-jufeng", effective_on=TODAY, town=TOWN
)


def under(form: PowerForm) -> UnderPower:
    return UnderPower(delegation="planning-jufeng", form=form, organ=ORGAN)


def held(power: tuple[object, ...], *events: object) -> Given:
    """The channel of a project in a town, with what was noted of the town's power."""
    return channel(*events).and_given(PERMIT_POWER, POWER, *power)


def asked(form: PowerForm) -> object:
    return replace(REQUESTED, organisation=TOWN, under=under(form))


def taken(form: PowerForm) -> acceptance.PermitAccepted:
    accepts = form == "accept"
    return replace(
        ACCEPTED, organisation=TOWN, under=under(form),
        transmission_working_days=1 if accepts else None,
        transmission_from=TODAY if accepts else None,
    )  # fmt: skip


def granted(form: PowerForm) -> object:
    return replace(GRANTED, organisation=TOWN, under=under(form))


TRANSMIT = transmission.TransmitCase("tea", permit=PERMIT)
TRANSMITTED = transmission.CaseTransmitted.of(
    TRANSMIT, town=TOWN, organisation=TOWN, decider=ORGAN, transmitted_on=TODAY
)
OF_TOWN = replace(REQUEST, organisation=TOWN)


@pytest.mark.parametrize("form", FORMS)
def test_a_town_that_exercises_the_power_has_new_cases(form: PowerForm) -> None:
    power = (noted(form),)
    held(power).when(OF_TOWN, by=TOWN).then(asked(form))
    held(power, asked(form)).when(ACCEPT, by=TOWN).then(taken(form))


@pytest.mark.parametrize(
    "power", [(), (noted("empower"), SUSPENDED), (noted("empower"), WITHDRAWN)]
)
def test_a_town_without_the_power_has_none(power: tuple[object, ...]) -> None:
    held(power).when(OF_TOWN, by=TOWN).refused(rules.ORGAN_MAY_ACCEPT)


def test_a_power_that_was_resumed_is_exercised_again() -> None:
    held((noted("empower"), SUSPENDED, RESUMED)).when(OF_TOWN, by=TOWN).then(asked("empower"))


@pytest.mark.parametrize("form", ["empower", "entrust"])
def test_what_was_passed_down_is_no_longer_asked_of_the_department(form: PowerForm) -> None:
    of_organ = replace(REQUEST, organisation=ORGAN)
    held((noted(form),)).when(of_organ, by=TOWN).refused(rules.POWER_LIES_WITH_TOWN)
    other = replace(REQUEST, organisation="lanshan-approval")
    assert held((noted(form),)).when(other, by=TOWN).refusal is None
    assert held((noted(form), WITHDRAWN)).when(of_organ, by=TOWN).refusal is None


def test_who_only_accepts_leaves_the_department_to_be_asked_as_well() -> None:
    of_organ = replace(REQUEST, organisation=ORGAN)
    assert held((noted("accept"),)).when(of_organ, by=TOWN).refusal is None


@pytest.mark.parametrize("form", ["empower", "entrust"])
def test_a_town_decides_what_it_accepted(form: PowerForm) -> None:
    held((noted(form),), asked(form), taken(form)).when(GRANT, by=TOWN).then(granted(form))


@pytest.mark.parametrize("gone", [SUSPENDED, WITHDRAWN])
@pytest.mark.parametrize("form", ["empower", "entrust"])
def test_a_case_under_way_stays_with_the_town_that_accepted_it(
    form: PowerForm, gone: object
) -> None:
    power = (noted(form), gone)
    story = held(power, asked(form), taken(form))
    story.when(GRANT, by=TOWN).then(granted(form))
    story.when(GRANT, by=ORGAN).refused(rules.DECIDED_BY_WHO_ACCEPTED)


def test_what_a_town_decided_stays_valid_when_the_power_goes_back() -> None:
    history = (asked("empower"), taken("empower"), granted("empower"))
    story = held((noted("empower"), WITHDRAWN), *history)
    assert story.state.permits[PERMIT].status == "granted"
    deliver = DeliverPermit("tea", permit=PERMIT)
    [delivered] = story.when(deliver, by=TOWN).events
    assert held((noted("empower"), WITHDRAWN), *history, delivered).state.permits[PERMIT].delivered
    story.when(deliver, by=ORGAN).refused(rules.DECIDED_BY_WHO_ACCEPTED)


def test_the_department_above_may_check_and_revoke_what_a_town_granted() -> None:
    promised = replace(GRANTED, organisation=TOWN, under=under("empower"), commitment="承诺")
    story = held((noted("empower"), WITHDRAWN), asked("empower"), promised)
    check = VerifyCommitment("tea", permit=PERMIT, kept=False, findings="不符")
    story.when(check, by=ORGAN).then(
        CommitmentBreached(
            "tea", town=TOWN, permit=PERMIT, organisation=TOWN, findings="不符", verified_on=TODAY
        )
    )
    revoke = RevokePermit("tea", permit=PERMIT, reason="承诺不实", document="演示-撤1号")
    [revoked] = story.when(revoke, by=ORGAN).events
    assert revoked.organisation == ORGAN  # type: ignore[attr-defined]
    story.when(revoke, by="lanshan-approval").refused(rules.DECIDED_BY_WHO_ACCEPTED)


@pytest.mark.parametrize("gone", [SUSPENDED, WITHDRAWN])
def test_a_request_that_waits_at_a_town_without_the_power_is_the_departments(gone: object) -> None:
    story = held((noted("empower"), gone), asked("empower"))
    story.when(ACCEPT, by=TOWN).refused(rules.ANSWERED_BY_WHO_WAS_ASKED)
    story.when(ACCEPT, by=ORGAN).then(replace(ACCEPTED, organisation=ORGAN))
    assert {(TOWN, f"{PERMIT}:notice"), (ORGAN, f"{PERMIT}:notice")} <= story.turns


def test_silence_counts_as_acceptance_by_the_town_or_by_the_department_if_the_power_is_gone() -> (
    None
):
    day = date(2024, 3, 8)
    for power, organisation, by in (
        ((noted("empower"),), TOWN, under("empower")),
        ((noted("empower"), WITHDRAWN), ORGAN, None),
    ):
        story = held(power, asked("empower"))
        story.when_passed(f"{PERMIT}:notice", day).then(
            replace(ACCEPTED, organisation=organisation, under=by, deemed=True)
        )


def test_a_town_that_only_accepts_passes_the_case_on_and_the_department_decides() -> None:
    waiting = held((noted("accept"),), asked("accept"), taken("accept"))
    waiting.when(GRANT, by=TOWN).refused(rules.DECIDED_BY_WHO_ACCEPTED)
    waiting.when(GRANT, by=ORGAN).refused(rules.CASE_IS_TRANSMITTED)
    waiting.when(TRANSMIT, by=TOWN).then(TRANSMITTED)
    passed_on = held((noted("accept"),), asked("accept"), taken("accept"), TRANSMITTED)
    passed_on.when(TRANSMIT, by=TOWN).refused(rules.TRANSMITTED_ONCE)
    passed_on.when(GRANT, by=ORGAN).then(replace(GRANTED, organisation=ORGAN))
    assert (ORGAN, PERMIT) in passed_on.turns


def test_the_clock_of_the_department_starts_with_the_towns_acceptance() -> None:
    story = held((noted("accept"),), asked("accept"), taken("accept"), TRANSMITTED)
    [limit] = story.deadlines
    assert (limit.key, limit.starts_on) == (PERMIT, TODAY)
    due_on = date(2024, 3, 15)
    story.when_passed(PERMIT, due_on).then(
        PermitOverdue("tea", town=TOWN, permit=PERMIT, organisation=ORGAN, due_on=due_on)
    )


def test_a_case_is_passed_on_also_when_the_power_went_back_meanwhile() -> None:
    gone = (noted("accept"), WITHDRAWN)
    held(gone, asked("accept"), taken("accept")).when(TRANSMIT, by=TOWN).then(TRANSMITTED)


def test_a_town_that_decides_has_nothing_to_pass_on() -> None:
    story = held((noted("empower"),), asked("empower"), taken("empower"))
    story.when(TRANSMIT, by=TOWN).refused(rules.TRANSMITTED_ONCE)


def test_a_case_is_passed_on_within_one_working_day_or_it_is_told_once() -> None:
    day = date(2024, 3, 4)
    late = transmission.TransmissionOverdue(
        "tea", town=TOWN, permit=PERMIT, organisation=TOWN, organ=ORGAN, due_on=day
    )
    story = held((noted("accept"),), asked("accept"), taken("accept"))
    limits = {limit.key: limit for limit in story.deadlines}
    assert (limits[f"{PERMIT}:transmission"].days, limits[f"{PERMIT}:transmission"].unit) == (
        1, "working",
    )  # fmt: skip
    story.when_passed(f"{PERMIT}:transmission", day).then(late)
    told = held((noted("accept"),), asked("accept"), taken("accept"), late)
    assert {limit.key for limit in told.deadlines} == {PERMIT}


def test_the_flag_of_a_late_transmission_falls_when_its_issue_is_resolved() -> None:
    late = transmission.TransmissionOverdue(
        "tea", town=TOWN, permit=PERMIT, organisation=TOWN, organ=ORGAN, due_on=TODAY
    )
    clear = transmission.ClearTransmissionFlag("tea", permit=PERMIT, issue="i-1")
    flagged = held((noted("accept"),), asked("accept"), taken("accept"), late)
    flagged.when(clear, by="system").then(transmission.TransmissionFlagCleared.of(clear, town=TOWN))
    channel(REQUESTED).when(clear, by="system").refused(FLAG_STANDS)
    resolved = issues.IssueResolved(
        "i-1", town=TOWN, resolved_on=TODAY, cause="late-transmission-x",
        cause_service="projects", cause_stream="green-channel-tea",
        cause_key=f"{PERMIT}:transmission", handler=ORGAN,
    )  # fmt: skip
    assert [*supervision.permit_flag_clears(resolved, about(resolved))] == [clear]


def test_whether_a_town_may_tell_what_is_missing_is_the_lists_to_say() -> None:
    notify = acceptance.NotifyDeficiency("tea", permit=PERMIT, missing=("施工图",))
    told = acceptance.DeficiencyNotified.of(notify, town=TOWN, organisation=TOWN, notified_on=TODAY)
    may, may_not = (noted("accept"),), (noted("accept", may_notify=False),)
    held(may, asked("accept")).when(notify, by=TOWN).then(told)
    held(may_not, asked("accept")).when(notify, by=TOWN).refused(rules.MAY_NOT_NOTIFY)
    held(may_not, asked("accept")).when(notify, by=ORGAN).then(replace(told, organisation=ORGAN))
    decline = acceptance.DeclineAcceptance(
        "tea", permit=PERMIT, reason="无需许可", document="演示-不受理1号"
    )
    held(may_not, asked("accept")).when(decline, by=TOWN).refused(rules.MAY_NOT_NOTIFY)


def test_on_commitment_only_who_decides_grants_at_once() -> None:
    at_once = DecideOnCommitment("tea", permit=PERMIT, commitment="承诺", document="地字第1号")
    accepts = held((noted("accept"),), asked("accept"))
    accepts.when(at_once, by=TOWN).refused(rules.TOWN_ONLY_ACCEPTS)
    [given_at_once] = held((noted("empower"),), asked("empower")).when(at_once, by=TOWN).events
    assert given_at_once.under == under("empower")  # type: ignore[attr-defined]


def test_a_late_town_is_named_with_the_department_whose_power_it_exercises() -> None:
    story = held((noted("empower"),), asked("empower"), taken("empower"))
    [late] = story.when_passed(PERMIT, date(2024, 3, 15)).events
    assert late == PermitOverdue(
        "tea", town=TOWN, permit=PERMIT, organisation=TOWN, due_on=date(2024, 3, 15), organ=ORGAN
    )


def test_a_withdrawal_ahead_leaves_new_cases_with_the_town_until_its_day() -> None:
    ahead = replace(WITHDRAWN, effective_on=TODAY + timedelta(days=1))
    held((noted("empower"), ahead)).when(OF_TOWN, by=TOWN).then(asked("empower"))


def test_of_two_powers_over_a_permit_the_one_to_decide_counts() -> None:
    decides = replace(noted("empower"), delegation="deciding-jufeng")
    power = given(PERMIT_POWER, POWER, noted("accept"), decides)
    in_force = power.state.in_force(TODAY)
    assert (in_force.delegation, in_force.form) == ("deciding-jufeng", "empower")
    gone = replace(WITHDRAWN, delegation="deciding-jufeng")
    left = given(PERMIT_POWER, POWER, noted("accept"), decides, gone).state.in_force(TODAY)
    assert left.form == "accept"


def test_what_empowerment_tells_is_noted_here() -> None:
    power = f"{PERMIT}-taoluo"
    about_it = about(POWER_TAKEN_UP)
    [take] = empowerment.taking_up_is_noted(POWER_TAKEN_UP, about_it)
    [up] = given(PERMIT_POWER, power).when(take, by="system").events
    [suspend] = empowerment.suspension_is_noted(POWER_SUSPENDED, about_it)
    [stop] = given(PERMIT_POWER, power, up).when(suspend, by="system").events
    [withdraw] = empowerment.withdrawal_is_noted(POWER_WITHDRAWN, about_it)
    [gone] = given(PERMIT_POWER, power, up, stop).when(withdraw, by="system").events
    assert given(PERMIT_POWER, power, up).state.in_force(TODAY).organ == POWER_TAKEN_UP.organ
    for history in ((up, stop), (up, gone)):
        assert given(PERMIT_POWER, power, *history).state.in_force(TODAY) is None


def test_only_a_permits_power_that_was_taken_up_is_noted_and_changed() -> None:
    other = replace(POWER_TAKEN_UP, permit=None)
    assert not [*empowerment.taking_up_is_noted(other, about(other))]
    never = replace(POWER_WITHDRAWN, taken_up=False)
    assert not [*empowerment.withdrawal_is_noted(never, about(never))]
    unknown = given(PERMIT_POWER, POWER, noted("accept"))
    for command in (
        permit_power.NotePowerSuspended(POWER, delegation="x", suspended_on=TODAY),
        permit_power.NotePowerResumed(POWER, delegation="x", resumed_on=TODAY),
        permit_power.NotePowerWithdrawn(POWER, delegation="x", effective_on=TODAY),
    ):
        unknown.when(command, by="system").refused(powers.POWER_IS_NOTED)


def test_the_ledgers_show_who_has_a_case_who_decides_and_in_whose_name() -> None:
    power = rows(PermitPowers, noted("entrust"), SUSPENDED, RESUMED, WITHDRAWN)[POWER]
    assert (power.status, power.until, power.organ) == ("withdrawn", TODAY, ORGAN)
    entry = f"tea:{PERMIT}"
    row = rows(PermitLedger, OPENED, asked("accept"), taken("accept"), TRANSMITTED)[entry]
    assert (row.organisation, row.decider, row.transmitted_on) == (TOWN, ORGAN, TODAY)
    row = rows(PermitLedger, OPENED, asked("entrust"), taken("entrust"), granted("entrust"))[entry]
    assert (row.organisation, row.decider, row.in_name_of) == (TOWN, TOWN, ORGAN)
