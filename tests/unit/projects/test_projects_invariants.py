"""No sequence of commands breaks what the library and its green channels promise."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.projects.domain.green_channel.state import GREEN_CHANNEL
from services.projects.domain.project.state import PROJECT, Project
from services.projects.domain.readiness import READINESS
from services.projects.domain.reservations import RESERVED_CODE, RESERVED_NAME
from shared.kernel.aggregate import DeadlinePassed
from shared.kernel.aggregate.deciding import NoSuchStream
from shared.schemas.projects.green_channel import (
    ClearPermitFlag,
    CloseGreenChannel,
    OpenGreenChannel,
    PermitOverdue,
    PermitRequested,
    RequestPermit,
)
from shared.schemas.projects.green_channel_acceptance import (
    AcceptanceLapsed,
    AcceptPermit,
    AcceptWithGaps,
    FillGap,
    GapFilled,
    NotifyDeficiency,
    PermitAccepted,
)
from shared.schemas.projects.green_channel_clock import PauseClock, ResumeClock
from shared.schemas.projects.green_channel_decisions import (
    DecideOnCommitment,
    DecidePermit,
    PermitGranted,
    PermitRefused,
    RevokePermit,
    VerifyCommitment,
)
from shared.schemas.projects.project import (
    AdmitProject,
    ExitProject,
    ProjectAdmitted,
    RecordNationalCode,
)
from shared.schemas.projects.project_admission import (
    GiveOpinion,
    PassPreliminaryReview,
    RejectApplication,
    ReturnForCorrection,
    SettleInJointMeeting,
    WithdrawOpinion,
)
from tests.effort import tries
from tests.unit.projects.library import APPLY, DEPARTMENTS, RESUBMIT, TODAY, Library

PROJECTS = ("p-1", "p-2", "p-3")
project_ids = st.sampled_from(PROJECTS)
names = st.sampled_from(["演示-甲", "演示-乙"])
codes = st.sampled_from([None, "2403-1", "2403-2"])
departments = st.sampled_from(DEPARTMENTS)
permit_ids = st.sampled_from(["project-filing", "planning-permit", "fishing-licence"])
acceptors = st.sampled_from(["approval", "lanshan-approval"])
HOLDING = ("applied", "reviewed", "returned", "admitted")


class Admission(RuleBasedStateMachine):
    """Three projects compete for two names and two codes."""

    def __init__(self) -> None:
        super().__init__()
        self.library = Library()

    def give(self, data: Any, by: str) -> None:
        try:
            self.library.give(PROJECT, data, by=by)
        except NoSuchStream:
            assert not self.library.events(PROJECT, data.project)

    @rule(id=project_ids, name=names, code=codes)
    def apply(self, id: str, name: str, code: str | None) -> None:
        self.give(replace(APPLY, project=id, name=name, national_code=code), "jufeng")

    @rule(id=project_ids, name=names, code=codes)
    def resubmit(self, id: str, name: str, code: str | None) -> None:
        self.give(replace(RESUBMIT, project=id, name=name, national_code=code), "jufeng")

    @rule(id=project_ids, code=codes.filter(bool))
    def record_code(self, id: str, code: str) -> None:
        self.give(RecordNationalCode(id, national_code=code), "jufeng")

    @rule(id=project_ids)
    def review(self, id: str) -> None:
        self.give(PassPreliminaryReview(id), "lanshan")

    @rule(id=project_ids, objector=departments, agrees=st.booleans(), legal=st.booleans())
    def all_say(self, id: str, objector: str, agrees: bool, legal: bool) -> None:
        """The whole way up to the opinions, of which one may be an objection."""
        self.give(replace(APPLY, project=id, national_code=None), "jufeng")
        self.review(id)
        for by in DEPARTMENTS:
            said = agrees or by != objector
            self.give(GiveOpinion(id, agrees=said, statutory=legal, reason="意见"), by)

    @rule(id=project_ids, by=departments, agrees=st.booleans(), legal=st.booleans())
    def one_says(self, id: str, by: str, agrees: bool, legal: bool) -> None:
        self.give(GiveOpinion(id, agrees=agrees, statutory=legal, reason="意见"), by)

    @rule(id=project_ids, by=departments)
    def withdraw(self, id: str, by: str) -> None:
        self.give(WithdrawOpinion(id, reason="撤回"), by)

    @rule(id=project_ids)
    def settle(self, id: str) -> None:
        self.give(SettleInJointMeeting(id, minutes="纪要", held_on=TODAY), "housing")

    @rule(id=project_ids)
    def admit(self, id: str) -> None:
        self.give(AdmitProject(id), "housing")

    @rule(id=project_ids, kind=st.sampled_from(["return", "reject", "exit"]))
    def end(self, id: str, kind: str) -> None:
        ends = {
            "return": ReturnForCorrection,
            "reject": RejectApplication,
            "exit": ExitProject,
        }
        self.give(ends[kind](id, reason="理由"), "housing")

    @property
    def holders(self) -> dict[str, Project]:
        known = {id: self.library.state(PROJECT, id) for id in PROJECTS}
        return {
            id: project
            for id, project in known.items()
            if project.name and project.stage in HOLDING
        }

    @invariant()
    def a_name_and_a_code_have_one_holder_and_their_streams_say_who(self) -> None:
        holders = self.holders
        by_name = {project.name_id: id for id, project in holders.items()}
        by_code = {p.national_code: id for id, p in holders.items() if p.national_code}
        assert len(by_name) == len(holders)
        assert len(by_code) == len([p for p in holders.values() if p.national_code])
        assert self.reserved(RESERVED_NAME) == by_name
        assert self.reserved(RESERVED_CODE) == by_code

    def reserved(self, aggregate: Any) -> dict[str, str]:
        ids = [aggregate.id_of(s) for s in self.library.streams if s.startswith(aggregate.category)]
        held = {id: self.library.state(aggregate, id).project for id in ids}
        return {id: project for id, project in held.items() if project}

    @invariant()
    def opinions_start_afresh_and_an_admitted_project_has_them_all(self) -> None:
        for project in self.holders.values():
            if project.live:
                assert set(project.opinions) == set(DEPARTMENTS)
                assert not project.objectors and not project.unsettled
            if project.stage == "applied":
                assert not project.opinions

    @invariant()
    def readiness_opens_once_with_admission(self) -> None:
        for id in PROJECTS:
            admitted = [
                e for e in self.library.events(PROJECT, id) if isinstance(e, ProjectAdmitted)
            ]
            assert len(self.library.events(READINESS, id)) == len(admitted) <= 1


class Permits(RuleBasedStateMachine):
    """One channel, whose permits are requested, accepted, decided and late in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.library = Library()
        self.library.give(PROJECT, replace(APPLY, project="p-1"), by="jufeng")
        opening = OpenGreenChannel("p-1", town="jufeng", county="lanshan", kind="investment")
        self.library.give(GREEN_CHANNEL, opening, by="system")

    def give(self, data: Any, by: str) -> None:
        self.library.give(GREEN_CHANNEL, data, by=by)

    @rule(permit=permit_ids)
    def request(self, permit: str) -> None:
        self.give(RequestPermit("p-1", permit=permit), "jufeng")

    @rule(permit=permit_ids, by=acceptors)
    def accept(self, permit: str, by: str) -> None:
        self.give(AcceptPermit("p-1", permit=permit), by)

    @rule(permit=permit_ids, granted=st.booleans(), by=acceptors)
    def decide(self, permit: str, granted: bool, by: str) -> None:
        self.give(DecidePermit("p-1", permit=permit, granted=granted, reason="理由"), by)

    @rule(permit=permit_ids, awaited=st.sampled_from(["", ":notice", ":gaps", ":delivery"]))
    def pass_deadline(self, permit: str, awaited: str) -> None:
        self.give(DeadlinePassed("p-1", key=permit + awaited, due_on=TODAY), "system")

    @rule(permit=permit_ids, by=acceptors)
    def send_back(self, permit: str, by: str) -> None:
        self.give(NotifyDeficiency("p-1", permit=permit, missing=("图纸",)), by)

    @rule(permit=permit_ids, by=acceptors, gaps=st.sampled_from([("甲",), ("甲", "乙")]))
    def accept_with_gaps(self, permit: str, by: str, gaps: tuple[str, ...]) -> None:
        fill_by = TODAY + timedelta(5)
        self.give(AcceptWithGaps("p-1", permit=permit, gaps=gaps, fill_by=fill_by), by)

    @rule(permit=permit_ids, by=acceptors, gap=st.sampled_from(["甲", "乙"]))
    def fill_gap(self, permit: str, by: str, gap: str) -> None:
        self.give(FillGap("p-1", permit=permit, gap=gap), by)

    @rule(permit=permit_ids, by=acceptors, stops=st.booleans())
    def turn_the_clock(self, permit: str, by: str, stops: bool) -> None:
        pause = PauseClock("p-1", permit=permit, cause="hearing", notice="告知书")
        self.give(pause if stops else ResumeClock("p-1", permit=permit), by)

    @rule(permit=permit_ids, by=acceptors)
    def decide_on_commitment(self, permit: str, by: str) -> None:
        self.give(DecideOnCommitment("p-1", permit=permit, commitment="承诺"), by)

    @rule(permit=permit_ids, by=acceptors, kept=st.booleans())
    def verify(self, permit: str, by: str, kept: bool) -> None:
        self.give(VerifyCommitment("p-1", permit=permit, kept=kept, findings="核查"), by)

    @rule(permit=permit_ids, by=acceptors)
    def revoke(self, permit: str, by: str) -> None:
        self.give(RevokePermit("p-1", permit=permit, reason="未兑现", document="文号"), by)

    @rule(permit=permit_ids)
    def resolve(self, permit: str) -> None:
        self.give(ClearPermitFlag("p-1", permit=permit, issue="i-1"), "system")

    @rule(chance=st.integers(0, 9))
    def close(self, chance: int) -> None:
        if chance == 0:
            self.give(CloseGreenChannel("p-1", reason="出库"), "system")

    @invariant()
    def a_limit_runs_for_exactly_what_is_accepted_and_not_late(self) -> None:
        channel = self.library.state(GREEN_CHANNEL, "p-1")
        running = {id for id, p in channel.permits.items() if p.status == "accepted" and not p.late}
        running -= {id for id, p in channel.permits.items() if p.paused_on}
        limits = {d.key for d in GREEN_CHANNEL.deadlines_of(channel) if ":" not in d.key}
        assert limits == (running if channel.open else set())

    @invariant()
    def each_acceptance_is_decided_and_late_at_most_once_by_who_accepted(self) -> None:
        accepted: dict[str, str] = {}
        late: set[str] = set()
        for event in self.library.events(GREEN_CHANNEL, "p-1"):
            match event:
                case PermitAccepted(permit=permit, organisation=by):
                    accepted[permit] = by
                    late.discard(permit)
                case PermitOverdue(permit=permit, organisation=by):
                    assert accepted[permit] == by and permit not in late
                    late.add(permit)
                case PermitGranted() | PermitRefused():
                    # On a commitment it may be granted before anyone accepted it.
                    assert accepted.pop(event.permit, event.organisation) == event.organisation
                case AcceptanceLapsed(permit=permit):
                    accepted.pop(permit)

    @invariant()
    def nothing_is_granted_while_a_gap_is_open(self) -> None:
        gaps: dict[str, set[str]] = {}
        for event in self.library.events(GREEN_CHANNEL, "p-1"):
            match event:
                case PermitAccepted(permit=permit, gaps=owed):
                    gaps[permit] = set(owed)
                case GapFilled(permit=permit, gap=gap):
                    gaps[permit].remove(gap)
                case PermitRequested(permit=permit):
                    gaps[permit] = set()
                case PermitGranted(permit=permit):
                    assert not gaps[permit]


quick = tries(60, steps=40)
TestAdmission = Admission.TestCase
TestAdmission.settings = quick
TestPermits = Permits.TestCase
TestPermits.settings = quick
