"""RZ-2.5.e and RZ-2.5.f: who is won for a pilot town, and what he is granted, once."""

from dataclasses import replace
from datetime import UTC, date, datetime

from services.talent.domain.benefit_once import BENEFIT_ONCE, BENEFIT_ONCE_A_PERSON
from services.talent.domain.introduced_talent import INTRODUCED_TALENT, rules
from services.talent.domain.shortage_list import SHORTAGE_LIST
from shared.schemas.talent import introduced_talent as s
from shared.schemas.talent.benefit_once import BenefitTaken
from shared.schemas.talent.shortage_list import (
    PublishShortageList,
    ShortageItem,
    ShortageListPublished,
)
from tests.given import Given, given

DAY = date(2024, 3, 1)
FIELDS = ("planning", "finance", "education", "health", "tourism")
ITEMS = tuple(ShortageItem(f"{field}-1", field=field, speciality="演示") for field in FIELDS)
PUBLISH = PublishShortageList("shortage-2024", year=2024, items=ITEMS, document="目录1号")
PUBLISHED = ShortageListPublished.of(PUBLISH, edition=1, published_on=DAY)
ID, POLICY, BY = "taoluo-talent-1", "talent-housing", "donggang-human-resources"
INTRODUCE = s.IntroduceTalent(
    ID, town="taoluo", person="p-2024-1", name="sealed.x", background="sealed.y",
    arrived_on=DAY, shortage_list="shortage-2024", item="planning-1",
)  # fmt: skip
INTRODUCED = s.TalentIntroduced.of(
    INTRODUCE, county="donggang", introduced_on=DAY, verify_working_days=10
)
VERIFY = s.VerifyTalent(ID, holds=True, document="核实1号")
VERIFIED = s.TalentVerified.of(VERIFY, town="taoluo", verified_on=DAY)
PUBLICISE = s.PubliciseBenefit(ID, benefit_policy=POLICY, amount_fen=5_000_000, basis="安居办法")
PUBLICISED = s.BenefitPublicised.of(
    PUBLICISE, town="taoluo", publicised_on=DAY, publicity_working_days=5
)
OVER = s.BenefitPublicityOver(ID, town="taoluo", benefit_policy=POLICY, due_on=date(2024, 3, 8))
GRANT = s.GrantBenefit(ID, benefit_policy=POLICY, amount_fen=5_000_000, document="兑现1号")
GRANTED = s.BenefitGranted.of(GRANT, town="taoluo", county="donggang", granted_on=DAY)
ONCE = f"p-2024-1-{POLICY}"
TAKEN = BenefitTaken(ONCE, person="p-2024-1", benefit_policy=POLICY, town="taoluo")
STOP = s.StopBenefit(ID, benefit_policy=POLICY, reason="服务期未满", document="停发1号")
RECOVER = s.RecoverBenefit(ID, benefit_policy=POLICY, amount_fen=2_000_000, document="追回1号")
END = s.EndEngagement(ID, ended_on=DAY)


def new() -> Given:
    return given(INTRODUCED_TALENT, ID).and_given(SHORTAGE_LIST, "shortage-2024", PUBLISHED)


def here(*more: object) -> Given:
    return given(INTRODUCED_TALENT, ID, INTRODUCED, *more)


def test_a_pilot_introduces_who_stands_on_the_list_or_has_a_document_of_his_own() -> None:
    new().when(INTRODUCE, by="taoluo").then(INTRODUCED)
    for off in (replace(INTRODUCE, item="law-1"), replace(INTRODUCE, shortage_list=None)):
        new().when(off, by="taoluo").refused(rules.ON_THE_LIST)
    special = replace(INTRODUCE, item="law-1", special_document="一事一议1号")
    assert not new().when(special, by="taoluo").refusal


def test_other_towns_introduce_nobody() -> None:
    new().when(replace(INTRODUCE, town="nanhu"), by="nanhu").refused(rules.FOR_PILOT)


def test_a_rural_specialist_has_a_craft_and_a_village_and_needs_no_list() -> None:
    """RZ-2.5.f."""
    rural = s.IntroduceSpecialist(
        ID, town="taoluo", person="p-2024-1", name="sealed.x", background="sealed.y", craft="炒茶",
        village="茶山村", arrived_on=DAY,
    )  # fmt: skip
    given(INTRODUCED_TALENT, ID).when(rural, by="taoluo").then(
        s.SpecialistIntroduced.of(
            rural, county="donggang", introduced_on=DAY, verify_working_days=10
        )
    )
    elsewhere = replace(rural, town="nanhu")
    given(INTRODUCED_TALENT, ID).when(elsewhere, by="nanhu").refused(rules.FOR_PILOT)


def test_who_is_introduced_has_arrived() -> None:
    new().when(replace(INTRODUCE, arrived_on=date(2024, 3, 2)), by="taoluo").refused(rules.ARRIVED)


def test_talent_is_verified_once_and_in_time() -> None:
    here().when(VERIFY, by=BY).then(VERIFIED)
    here(VERIFIED).when(VERIFY, by=BY).refused(rules.VERIFIED_ONCE)
    due = date(2024, 3, 15)
    told = s.TalentVerificationOverdue(
        ID, town="taoluo", organisation=BY, due_on=due, name="急需紧缺人才"
    )
    here().when_passed("verification", due).then(told)
    assert (BY, "verify") in here().turns


def test_benefits_follow_the_verification() -> None:
    here().when(PUBLICISE, by=BY).refused(rules.VERIFIED)
    false = s.TalentVerified.of(replace(VERIFY, holds=False), town="taoluo", verified_on=DAY)
    here(false).when(PUBLICISE, by=BY).refused(rules.VERIFIED)
    here(VERIFIED).when(PUBLICISE, by=BY).then(PUBLICISED)
    here(VERIFIED, PUBLICISED).when(PUBLICISE, by=BY).refused(rules.PUBLICISED_ONCE)


def test_a_benefit_is_granted_after_its_publicity_up_to_the_sum() -> None:
    [limit] = here(VERIFIED, PUBLICISED).deadlines
    here(VERIFIED, PUBLICISED).when_passed(limit.key, OVER.due_on).then(OVER)
    here(VERIFIED, PUBLICISED).when(GRANT, by=BY).refused(rules.PUBLICITY_OVER)
    over = here(VERIFIED, PUBLICISED, OVER)
    over.when(GRANT, by=BY).then(GRANTED, TAKEN)
    over.when(replace(GRANT, amount_fen=5_000_001), by=BY).refused(rules.PUBLICITY_OVER)
    assert (BY, f"grant-{POLICY}") in over.turns


def test_nobody_has_a_policy_s_benefit_twice_not_even_in_another_town() -> None:
    elsewhere = replace(TAKEN, town="jufeng")
    over = here(VERIFIED, PUBLICISED, OVER).and_given(BENEFIT_ONCE, ONCE, elsewhere)
    over.when(GRANT, by=BY).refused(BENEFIT_ONCE_A_PERSON)


def test_what_was_granted_is_stopped_once_and_recovered_up_to_the_sum() -> None:
    granted = here(VERIFIED, PUBLICISED, OVER, GRANTED)
    stopped = s.BenefitStopped.of(STOP, town="taoluo", stopped_on=DAY)
    granted.when(STOP, by=BY).then(stopped)
    here(VERIFIED, PUBLICISED, OVER, GRANTED, stopped).when(STOP, by=BY).refused(rules.GRANTED)
    here(VERIFIED, PUBLICISED).when(RECOVER, by=BY).refused(rules.GRANTED)
    recovered = s.BenefitRecovered.of(RECOVER, town="taoluo", recovered_on=DAY)
    granted.when(RECOVER, by=BY).then(recovered)
    rest = here(VERIFIED, PUBLICISED, OVER, GRANTED, recovered)
    rest.when(replace(RECOVER, amount_fen=3_000_001), by=BY).refused(rules.RECOVERED_WITHIN)


def test_who_has_left_is_granted_nothing() -> None:
    ended = s.EngagementEnded.of(END, town="taoluo")
    here(VERIFIED).when(END, by="taoluo").then(ended)
    here(VERIFIED, ended).when(PUBLICISE, by=BY).refused(rules.STILL_HERE)
    early = replace(END, ended_on=date(2024, 2, 29))
    later = datetime(2024, 6, 3, tzinfo=UTC)
    here(VERIFIED).when(early, by="taoluo", at=later).refused(rules.LEFT_AFTER_ARRIVAL)
