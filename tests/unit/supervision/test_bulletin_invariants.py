"""RZ-3.3.c: no sequence of commands and passed deadlines breaks what always holds of a bulletin."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.supervision.domain.bulletin.state import BULLETIN
from shared.policy.working_days import due
from shared.schemas.supervision import bulletin as facts
from shared.schemas.supervision import bulletin_review
from tests.effort import tries
from tests.given import NOON, given
from tests.unit.supervision.test_bulletin import APPROVAL, DRAFT, REFORM, TAOLUO

PERSONS = st.sampled_from(["甲", "乙", "丙"])
BY = st.sampled_from(["housing", "donggang", "gov-office", "reform", "approval", "taoluo"])
REPORTED = st.sampled_from(["housing", "reform", "approval", "taoluo"])
HOUSING = facts.HandlingFigures("housing", handled=2, resolved=1)
CORRECTIONS = st.lists(
    st.builds(
        facts.FigureCorrection,
        organisation=REPORTED,
        figure=st.sampled_from(["handled", "resolved", "overdue"]),
        value=st.integers(-1, 5),
    ),
    max_size=2,
).map(tuple)


class Bulletin(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.log: list[object] = []
        self.now = NOON

    @rule(
        by=BY, person=PERSONS, county=st.sampled_from([None, "donggang"]), towns=st.booleans(),
        ref=st.sampled_from([None, "文号"]), days=st.integers(-40, 3),
    )  # fmt: skip
    def draft(self, by, person, county, towns, ref, days) -> None:
        until = self.now.date() + timedelta(days=days)
        draft = replace(DRAFT, county=county, until=until, ranks_towns=towns, approval_ref=ref)
        self.give(draft, by, person)

    @rule(revision=st.integers(1, 3), empty=st.booleans())
    def fill(self, revision: int, empty: bool) -> None:
        found = () if empty else (APPROVAL, HOUSING, REFORM)
        self.give(
            facts.TakeBulletinFigures("b1", revision=revision, departments=found, towns=(TAOLUO,)),
            "system",
            "",
        )

    @rule(by=BY, person=PERSONS)
    def publish(self, by: str, person: str) -> None:
        self.give(facts.PublishBulletin("b1", scope="public"), by, person)

    @rule(person=PERSONS, towns=st.booleans())
    def housing_tells(self, person: str, towns: bool) -> None:
        self.draft("housing", person, None, towns, "文号" if towns else None, -1)
        if self.state.draft is not None:
            self.fill(self.state.draft.revision, False)
        self.publish("housing", person)

    @rule(by=REPORTED)
    def ask(self, by: str) -> None:
        self.give(bulletin_review.RequestReview("b1", grounds="理由"), by, "某某")

    @rule(by=BY, person=PERSONS, of=REPORTED, upheld=st.booleans(), fixes=CORRECTIONS)
    def decide(self, by, person, of, upheld, fixes) -> None:
        self.give(
            bulletin_review.DecideReview(
                "b1", organisation=of, upheld=upheld, reason="理由", corrections=fixes
            ),
            by,
            person,
        )

    @rule(by=REPORTED, person=PERSONS, fix=CORRECTIONS)
    def a_review_runs(self, by: str, person: str, fix: tuple) -> None:
        self.housing_tells("甲", towns=by == "taoluo")
        self.ask(by)
        decides = "gov-office" if by == "housing" else "housing"
        self.decide(
            decides, person, by, True, (facts.FigureCorrection(by, figure="handled", value=6), *fix)
        )
        self.decide(decides, person, by, False, ())

    @rule(by=REPORTED, days=st.integers(20, 70))
    def a_review_waits(self, by: str, days: int) -> None:
        self.ask(by)
        self.time_passes(days)
        self.time_passes(days)

    @rule(days=st.integers(1, 40))
    def time_passes(self, days: int) -> None:
        running = BULLETIN.deadlines_of(self.state)
        self.now += timedelta(days=days)
        for d in running:
            due_on = due(d.starts_on, d.days, d.unit, d.stopped, d.ahead).on
            if due_on < self.now.date():
                self.log += given(BULLETIN, "b1", *self.log).when_passed(d.key, due_on).events

    @property
    def state(self):
        return BULLETIN.replay(self.log)

    def give(self, data: object, by: str, person: str) -> None:
        if not self.log and not isinstance(data, facts.DraftBulletin):
            return
        story = given(BULLETIN, "b1", *self.log)
        self.log += story.when(data, by=by, person=person, at=self.now).events

    def of(self, *kinds: type) -> list:
        return [e for e in self.log if isinstance(e, kinds)]

    @property
    def told(self) -> list:
        return self.of(facts.BulletinPublished, bulletin_review.BulletinCorrected)

    @invariant()
    def editions_are_told_one_after_the_other_and_the_first_is_published_once(self) -> None:
        assert [e.edition for e in self.told] == list(range(1, len(self.told) + 1))
        assert len(self.of(facts.BulletinPublished)) <= 1
        drafts = [i for i, e in enumerate(self.log) if isinstance(e, facts.BulletinDrafted)]
        published = [i for i, e in enumerate(self.log) if e in self.told]
        assert not published or drafts[-1] < published[0]

    @invariant()
    def towns_are_told_of_with_approval_only(self) -> None:
        for told in self.of(facts.BulletinPublished):
            assert told.approval_ref or not told.towns
        assert self.state.draft is None or self.state.draft.approval_ref or not self.state.towns

    @invariant()
    def every_figure_adds_up(self) -> None:
        for told in self.told:
            for f in (*told.departments, *told.towns):
                assert min(f.handled, f.resolved, f.explained, f.overdue, f.reopened) >= 0
                assert f.resolved + f.explained <= f.handled

    @invariant()
    def a_review_is_asked_for_in_time_and_decided_once_by_none_of_the_authors(self) -> None:
        authors: set[tuple[str, str]] = set()
        open_reviews: set[int] = set()
        told_on = date.min
        for event in self.log:
            match event:
                case facts.BulletinDrafted(issuer=issuer, author=author):
                    authors.add((issuer, author))
                case facts.BulletinPublished(issuer=issuer, publisher=publisher):
                    authors.add((issuer, publisher))
                    told_on = event.published_on
                case bulletin_review.BulletinReviewRequested(number=number):
                    assert event.requested_on <= told_on + timedelta(days=30)
                    open_reviews.add(number)
                case bulletin_review.BulletinReviewDecided(number=number):
                    assert (event.decided_by, event.decider) not in authors
                    assert event.decided_by != event.organisation
                    open_reviews.remove(number)
                    if event.upheld:
                        authors.add((event.decided_by, event.decider))
                case bulletin_review.BulletinCorrected():
                    told_on = event.published_on

    @invariant()
    def only_upheld_reviews_correct_and_a_late_one_is_said_once(self) -> None:
        upheld = [e.number for e in self.of(bulletin_review.BulletinReviewDecided) if e.upheld]
        assert [e.number for e in self.of(bulletin_review.BulletinCorrected)] == upheld
        late = [e.number for e in self.of(bulletin_review.BulletinReviewOverdue)]
        assert len(late) == len(set(late))


Bulletin.TestCase.settings = tries(60, steps=20)
TestBulletin = Bulletin.TestCase
