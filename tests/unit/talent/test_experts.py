"""RZ-2.5.g: the pool of experts, the draw, the opinions and their answers."""

from dataclasses import replace
from datetime import date

from services.talent.domain import expert_pool as pool_rules
from services.talent.domain.engagement import ENGAGEMENT, rules
from services.talent.domain.expert_pool import EXPERT_POOL
from shared.schemas.talent import engagement as s
from shared.schemas.talent import expert_pool as p
from tests.given import Given, given

DAY, POOL = date(2024, 3, 1), "rizhao"
ADMIT = p.AdmitExpert(
    POOL, expert="e-1", person="p-2024-1", name="sealed.x", background="sealed.y",
    fields=("planning",), mode="rehired", since=DAY, until=date(2027, 3, 1), document="聘字1号",
)  # fmt: skip


def admitted(number: int, unit: str | None = None) -> p.ExpertAdmitted:
    who = {"expert": f"e-{number}", "person": f"p-2024-{number}", "unit": unit}
    return p.ExpertAdmitted.of(replace(ADMIT, **who))


FIVE = tuple(admitted(number) for number in range(1, 6))
RENEW = p.RenewExpert(POOL, expert="e-1", until=date(2030, 3, 1), document="续1号")
REMOVE = p.RemoveExpert(POOL, expert="e-1", removal="own-wish", removed_on=DAY)


def pool(*events: object) -> Given:
    return given(EXPERT_POOL, POOL, *events)


def test_an_expert_is_admitted_once_for_three_years_at_most() -> None:
    pool().when(ADMIT, by="organization").then(admitted(1))
    pool(admitted(1)).when(ADMIT, by="organization").refused(pool_rules.ADMITTED_ONCE)
    same = replace(ADMIT, expert="e-9")
    pool(admitted(1)).when(same, by="organization").refused(pool_rules.ADMITTED_ONCE)
    for until in (date(2027, 3, 2), DAY):
        wrong = replace(ADMIT, until=until)
        pool().when(wrong, by="organization").refused(pool_rules.WITHIN_TERM)
    pool().when(replace(ADMIT, fields=()), by="organization").refused(pool_rules.HAS_FIELD)


def test_an_expert_is_renewed_from_the_end_of_his_term() -> None:
    renewed = p.ExpertRenewed.of(RENEW, previous_until=ADMIT.until)
    pool(admitted(1)).when(RENEW, by="organization").then(renewed)
    longer = replace(RENEW, until=date(2030, 3, 2))
    pool(admitted(1)).when(longer, by="organization").refused(pool_rules.WITHIN_TERM)
    pool(admitted(2)).when(RENEW, by="organization").refused(pool_rules.IN_THE_POOL)


def test_the_last_of_a_field_that_the_policy_names_leaves_it_uncovered() -> None:
    gone = p.ExpertRemoved.of(REMOVE)
    uncovered = p.FieldUncovered(POOL, field="planning", since=DAY)
    pool(admitted(1)).when(REMOVE, by="organization").then(gone, uncovered)
    pool(admitted(1), admitted(2)).when(REMOVE, by="organization").then(gone)
    late = replace(REMOVE, removed_on=date(2024, 3, 2))
    pool(admitted(1)).when(late, by="organization").refused(pool_rules.REMOVED_BY_TODAY)


def test_a_term_that_ends_is_told_and_is_a_task() -> None:
    [limit] = pool(admitted(1)).deadlines
    told = p.ExpertTermOver(POOL, expert="e-1", due_on=ADMIT.until)
    uncovered = p.FieldUncovered(POOL, field="planning", since=ADMIT.until)
    pool(admitted(1)).when_passed(limit.key, ADMIT.until).then(told, uncovered)
    assert pool(admitted(1), told).turns == {("organization", "term-e-1")}


ID = "taoluo-experts-1"
REQUEST = s.RequestExperts(
    ID, town="taoluo", matter_kind="scheme", matter="taoluo-plan-1", stage="drafting",
    fields=("planning",), question="布局是否可行",
)  # fmt: skip
REQUESTED = s.ExpertsRequested.of(
    REQUEST, county="donggang", requested_by="taoluo", requested_on=DAY, wanted=3,
    draw_working_days=3, opinion_working_days=10, answer_working_days=10,
)  # fmt: skip
ASSIGN = s.AssignExperts(ID, pool=POOL, draw_number="417", witness="监督员")
BY = "organization"


def asked(*more: object, experts: tuple[object, ...] = FIVE) -> Given:
    return given(ENGAGEMENT, ID, REQUESTED, *more).and_given(EXPERT_POOL, POOL, *experts)


def draw(engagement: Given, cmd: s.AssignExperts = ASSIGN) -> s.ExpertsAssigned:
    [assigned] = engagement.when(cmd, by=BY).events
    assert isinstance(assigned, s.ExpertsAssigned)
    return assigned


DRAWN = draw(asked())
FIRST, SECOND, THIRD = DRAWN.experts


def opinion(expert: str, given: int = 1) -> s.ExpertOpinionGiven:
    cmd = s.GiveExpertOpinion(ID, expert=expert, supports=True, opinion="可行")
    return s.ExpertOpinionGiven.of(
        cmd, town="taoluo", matter_kind="scheme", matter="taoluo-plan-1", stage="drafting",
        given=given, wanted=3, given_on=DAY,
    )  # fmt: skip


def answer(expert: str) -> s.OpinionAnswered:
    cmd = s.AnswerOpinion(ID, expert=expert, answer="adopted")
    return s.OpinionAnswered.of(cmd, town="taoluo", answered_on=DAY)


def give(expert: str) -> s.GiveExpertOpinion:
    return s.GiveExpertOpinion(ID, expert=expert, supports=True, opinion="可行")


def recused(expert: str) -> s.ConflictDeclared:
    cmd = s.DeclareConflict(ID, expert=expert, why="曾受委托")
    return s.ConflictDeclared.of(cmd, town="taoluo", left=2)


def test_a_pilot_asks_in_named_fields() -> None:
    given(ENGAGEMENT, ID).when(REQUEST, by="taoluo").then(REQUESTED)
    for wrong in (replace(REQUEST, fields=()), replace(REQUEST, town="nanhu")):
        given(ENGAGEMENT, ID).when(wrong, by=wrong.town).refused(rules.ASKED_FOR_PILOT)


def test_the_lot_decides_and_whoever_has_the_number_finds_the_same() -> None:
    assert draw(asked()) == DRAWN and len({*DRAWN.experts}) == 3
    others = {draw(asked(), replace(ASSIGN, draw_number=str(n))).experts for n in range(20)}
    assert len(others) > 10


def test_every_expert_has_his_turn_in_many_draws() -> None:
    drawn = [
        expert
        for n in range(300)
        for expert in draw(asked(), replace(ASSIGN, draw_number=str(n))).experts
    ]
    assert all(140 < drawn.count(f"e-{n}") < 220 for n in range(1, 6))


def test_who_belongs_to_the_matter_or_is_excluded_is_not_drawn() -> None:
    own = (*FIVE[:3], admitted(4, "donggang"), admitted(5, "taoluo"), admitted(6, "reform"))
    excluded = replace(ASSIGN, excluded=(s.Exclusion("e-6", why="出国"),))
    drawn = draw(asked(experts=own), excluded)
    assert set(drawn.experts) == {"e-1", "e-2", "e-3"} and drawn.among == 3


def test_enough_experts_are_left_to_be_drawn() -> None:
    asked(experts=FIVE[:2]).when(ASSIGN, by=BY).refused(rules.ENOUGH_EXPERTS)
    expired = tuple(replace(one, until=date(2024, 2, 1)) for one in FIVE)
    asked(experts=expired).when(ASSIGN, by=BY).refused(rules.ENOUGH_EXPERTS)


def test_no_more_are_drawn_than_are_wanted_but_for_who_recused_himself() -> None:
    asked(DRAWN).when(ASSIGN, by=BY).refused(rules.SEATS_ARE_FREE)
    again = draw(asked(DRAWN, recused(FIRST)))
    assert len(again.experts) == 1 and again.experts[0] not in DRAWN.experts


def test_an_expert_with_a_conflict_gives_no_opinion() -> None:
    declare = s.DeclareConflict(ID, expert=FIRST, why="曾受委托")
    asked(DRAWN).when(declare, by=BY).then(recused(FIRST))
    asked(DRAWN, recused(FIRST)).when(give(FIRST), by=BY).refused(rules.NO_CONFLICT)
    asked(DRAWN, opinion(FIRST)).when(declare, by=BY).refused(rules.ONE_OPINION)


def test_who_was_drawn_gives_one_opinion() -> None:
    asked(DRAWN).when(give(FIRST), by=BY).then(opinion(FIRST))
    asked(DRAWN, opinion(FIRST)).when(give(FIRST), by=BY).refused(rules.ONE_OPINION)
    [stranger, *_] = sorted({f"e-{n}" for n in range(1, 6)} - {*DRAWN.experts})
    asked(DRAWN).when(give(stranger), by=BY).refused(rules.ASSIGNED)


def test_each_opinion_is_answered_once_and_what_is_not_adopted_is_explained() -> None:
    reply = s.AnswerOpinion(ID, expert=FIRST, answer="adopted")
    one = asked(DRAWN, opinion(FIRST))
    one.when(reply, by="taoluo").then(answer(FIRST))
    one.when(replace(reply, answer="not-adopted"), by="taoluo").refused(rules.REASON_UNLESS_ADOPTED)
    asked(DRAWN).when(reply, by="taoluo").refused(rules.OPINION_GIVEN)
    asked(DRAWN, opinion(FIRST), answer(FIRST)).when(reply, by="taoluo").refused(
        rules.OPINION_GIVEN
    )


def test_the_stage_closes_with_three_opinions_each_answered() -> None:
    opinions = [opinion(expert, n) for n, expert in enumerate(DRAWN.experts, 1)]
    last = s.AnswerOpinion(ID, expert=THIRD, answer="adopted")
    closed = s.EngagementClosed(
        ID, town="taoluo", matter_kind="scheme", matter="taoluo-plan-1", stage="drafting",
        opinions=3, waived=False, closed_on=DAY,
    )  # fmt: skip
    answered = asked(DRAWN, *opinions, answer(FIRST), answer(SECOND))
    answered.when(last, by="taoluo").then(answer(THIRD), closed)
    over = asked(DRAWN, *opinions, answer(FIRST), answer(SECOND), answer(THIRD), closed)
    over.when(give(FIRST), by=BY).refused(rules.STILL_OPEN)
    assert over.tasks == {} and over.deadlines == []


def test_a_reasoned_waiver_closes_it_too() -> None:
    waive = s.WaiveOpinion(ID, reason="时限已到", decided_by="taoluo", document="豁免1号")
    waived = s.OpinionWaived.of(waive, town="taoluo", given=1)
    closed = s.EngagementClosed(
        ID, town="taoluo", matter_kind="scheme", matter="taoluo-plan-1", stage="drafting",
        opinions=1, waived=True, closed_on=DAY,
    )  # fmt: skip
    asked(DRAWN, opinion(FIRST)).when(waive, by="taoluo").then(waived, closed)


def test_an_expert_is_paid_for_and_rated_once_after_his_opinion() -> None:
    pay = s.RecordExpertExpense(ID, expert=FIRST, amount_fen=120_000, document="劳务1号")
    asked(DRAWN).when(pay, by=BY).then(s.ExpertExpenseRecorded.of(pay, town="taoluo"))
    rate = s.RateExpert(ID, expert=FIRST, points=5)
    rated = s.ExpertRated.of(rate, town="taoluo")
    one = asked(DRAWN, opinion(FIRST))
    one.when(rate, by="taoluo").then(rated)
    one.when(replace(rate, points=6), by="taoluo").refused(rules.ONE_TO_FIVE)
    asked(DRAWN).when(rate, by="taoluo").refused(rules.ONE_TO_FIVE)
    asked(DRAWN, opinion(FIRST), rated).when(rate, by="taoluo").refused(rules.ONE_TO_FIVE)


SCHEME = "涛雒镇方案制定"


def test_what_is_late_is_told_with_who_is() -> None:
    due = date(2024, 3, 15)
    asked().when_passed("draw", due).then(
        s.ExpertDrawOverdue(ID, town="taoluo", organisation=BY, due_on=due, name=SCHEME)
    )
    asked(DRAWN, opinion(FIRST)).when_passed(f"opinions-{DAY}", due).then(
        s.ExpertOpinionOverdue(
            ID, town="taoluo", missing=2, organisation=BY, due_on=due, name=SCHEME
        )
    )
    asked(DRAWN, opinion(FIRST)).when_passed(f"answer-{FIRST}", due).then(
        s.OpinionAnswerOverdue(
            ID, expert=FIRST, town="taoluo", organisation="donggang", due_on=due, name=SCHEME
        )
    )


def test_the_secretary_draws_and_collects_and_the_town_answers() -> None:
    assert asked().turns == {(BY, "draw")}
    assert asked(DRAWN, recused(FIRST)).turns == {(BY, "draw")}
    assert asked(DRAWN, opinion(FIRST)).turns == {
        (BY, "opinions"), ("taoluo", f"answer-{FIRST}")
    }  # fmt: skip
