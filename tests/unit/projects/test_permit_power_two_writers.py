"""RZ-2.6.b, RZ-2.1.b: no town takes a case under a power that it does not hold, with two writers;
and who accepted a case decides it, or the department for which it only accepted."""

from hypothesis import strategies as st
from hypothesis.stateful import invariant

from services.projects.domain.green_channel.state import GREEN_CHANNEL
from services.projects.domain.permit_power import PERMIT_POWER
from services.projects.domain.project.state import PROJECT
from services.projects.domain.reservations import RESERVED_CODE, RESERVED_NAME
from shared.schemas.power_form import PowerForm
from shared.schemas.projects import green_channel_acceptance as acceptance
from shared.schemas.projects import green_channel_decisions as decisions
from shared.schemas.projects import green_channel_transmission as transmission
from shared.schemas.projects import permit_power
from shared.schemas.projects.green_channel import OpenGreenChannel, RequestPermit
from tests.unit.projects.library import APPLY, TODAY
from tests.unit.two_writers import Asked, TwoWriters, quick

PERMIT, TOWN, ORGAN = "planning-permit", "jufeng", "lanshan-natural-resources"
POWER = f"{PERMIT}-{TOWN}"
FORMS: tuple[PowerForm, ...] = ("empower", "entrust", "accept")


class CasesAndPowers(TwoWriters):
    """One permit; three powers over it, which come, stand still, go on and go."""

    service = "projects"
    aggregates = (GREEN_CHANNEL, PERMIT_POWER, PROJECT, RESERVED_CODE, RESERVED_NAME)

    def beginning(self) -> list[Asked]:
        opened = OpenGreenChannel("tea", town=TOWN, county="lanshan", kind="investment")
        return [Asked(APPLY, TOWN), Asked(opened, "system"), noted("empower")]

    def commands(self) -> st.SearchStrategy[Asked]:
        of = {"project": "tea", "permit": PERMIT}
        decided = {"reason": "说明", "document": "演示-1号"}
        steps = [Asked(RequestPermit(**of, organisation=who), TOWN) for who in (TOWN, ORGAN)] * 2
        for who in (TOWN, ORGAN):
            steps += [Asked(acceptance.AcceptPermit(**of), who)] * 3
            steps += [
                Asked(decisions.DecidePermit(**of, granted=granted, **decided), who)
                for granted in (True, False, False)
            ]
        steps.append(Asked(transmission.TransmitCase(**of), TOWN))
        for form in FORMS:
            by = {"power": POWER, "delegation": f"{form}-{TOWN}"}
            changes = (
                permit_power.NotePowerSuspended(**by, suspended_on=TODAY),
                permit_power.NotePowerResumed(**by, resumed_on=TODAY),
                permit_power.NotePowerWithdrawn(**by, effective_on=TODAY),
            )
            steps += [noted(form), *[Asked(change, "system") for change in changes]]
        return st.sampled_from(steps)

    @invariant()
    def a_town_accepts_under_a_power_that_it_holds_then(self) -> None:
        held: set[str] = set()
        for event in self.log:
            match event:
                case permit_power.PowerTakingUpNoted(delegation=id) | (
                    permit_power.PowerResumptionNoted(delegation=id)
                ):
                    held |= {id} if not self.gone_before(event, id) else set()
                case permit_power.PowerSuspensionNoted(delegation=id) | (
                    permit_power.PowerWithdrawalNoted(delegation=id)
                ):
                    held -= {id}
                case acceptance.PermitAccepted(organisation=by, under=under):
                    assert (by == TOWN) == (under is not None)
                    assert under is None or under.delegation in held

    @invariant()
    def who_accepted_decides_or_the_department_for_which_it_only_accepted(self) -> None:
        accepted = None
        for event in self.log:
            if isinstance(event, acceptance.PermitAccepted):
                accepted = event
            if isinstance(event, decisions.PermitGranted | decisions.PermitRefused):
                assert accepted is not None
                under = accepted.under
                only_accepted = under is not None and under.form == "accept"
                assert event.organisation == (ORGAN if only_accepted else accepted.organisation)

    def gone_before(self, resumed: object, id: str) -> bool:
        """Whether a power that is resumed was withdrawn since it was last taken up."""
        gone = False
        for event in self.log:
            if event is resumed:
                return gone and isinstance(resumed, permit_power.PowerResumptionNoted)
            if isinstance(event, permit_power.PowerTakingUpNoted) and event.delegation == id:
                gone = False
            if isinstance(event, permit_power.PowerWithdrawalNoted) and event.delegation == id:
                gone = True
        return gone


def noted(form: PowerForm) -> Asked:
    return Asked(
        permit_power.NotePowerTakenUp(
            POWER, delegation=f"{form}-{TOWN}", town=TOWN, permit=PERMIT,
            form=form,
            organ=ORGAN, may_notify=True, taken_up_on=TODAY,
        ),
        "system",
    )  # fmt: skip


TestCasesAndPowers = CasesAndPowers.TestCase
TestCasesAndPowers.settings = quick
