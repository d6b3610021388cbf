"""Capital from industry and commerce: leased farmland reviewed first, one review late (RZ-2.4.d)."""

from datetime import date
from typing import Any

from deploy.demo.story import Programme, Story
from deploy.demo.supervision.lateness import late_matter
from shared.policy.loader import registry
from shared.policy.working_days import due

LEASE = {
    "villages": ["演示-甲村", "演示-乙村"], "area": "133333.33", "households": 86, "years": 10,
    "rent_fen": 80_000,
}  # fmt: skip


def capital(programme: Programme) -> None:
    leased = _registered(programme, date(2024, 2, 5), "jufeng", "演示-茶业集团", LEASE)
    _reviewed(leased.after(20), "jufeng-capital-2024-1", "lanshan", passed=True)
    _signed(leased.after(20), "jufeng-capital-2024-1", "jufeng", lease=True)
    plain = _registered(programme, date(2024, 3, 5), "chaohe", "演示-文旅公司", None)
    _signed(plain.after(30), "chaohe-capital-2024-1", "chaohe", lease=False)
    late = _registered(programme, date(2024, 4, 5), "zhaoxian", "演示-果蔬公司", LEASE)
    _late(programme, late.after(20), "zhaoxian-capital-2024-1")


def _registered(
    programme: Programme, day: date, town: str, enterprise: str, lease: dict[str, Any] | None
) -> Story:
    story = programme.story(day)
    story.give(
        "credit", "register-capital-intent", town,
        capital=f"{town}-capital-2024-1", town=town, enterprise=enterprise,
        credit_code="91371100000000008x", use="farming" if lease else "tourism",
        investment_fen=2_000_000_000, lease=lease,
    )  # fmt: skip
    return story


def _applied(story: Story, id: str, county: str) -> None:
    story.give(
        "credit", "apply-for-lease-review", id.partition("-")[0],
        capital=id, agreement=f"演示-意向协议-{id}", qualification="有同类经营业绩，信用良好",
        plan="标准化种植基地",
    )  # fmt: skip
    story.then().give(
        "credit", "accept-lease-review", f"{county}-agriculture",
        capital=id, document=f"演示-受理-{id}",
    )  # fmt: skip


def _decided(story: Story, id: str, county: str, passed: bool) -> None:
    story.give(
        "credit", "decide-lease-review", f"{county}-agriculture",
        capital=id, passed=passed, villagers=f"演示-村民会议-{id}", experts=f"演示-专家意见-{id}",
        reason="符合规划，群众同意" if passed else "经营能力不足", document=f"演示-审查决定-{id}",
    )  # fmt: skip


def _reviewed(story: Story, id: str, county: str, passed: bool) -> None:
    _applied(story, id, county)
    _decided(story.after(9), id, county, passed)


def _signed(story: Story, id: str, town: str, lease: bool) -> None:
    story.give(
        "credit", "sign-capital-agreement", town,
        capital=id, agreed_fen=1_500_000_000, signed_on=story.day.isoformat(),
        document=f"演示-投资协议-{id}",
    )  # fmt: skip
    signed_on = story.day
    story.then()
    if lease:
        story.give(
            "credit", "deposit-risk-fund", town,
            capital=id, amount_fen=16_000_000, deposited_on=story.day.isoformat(),
            document=f"演示-保障金-{id}",
        )  # fmt: skip
    story.after(120).give(
        "credit", "record-capital-paid", town,
        capital=id, entry=f"{id}-1", amount_fen=900_000_000, paid_on=story.day.isoformat(),
        document=f"演示-验资-{id}",
    )  # fmt: skip
    if not lease:
        story.after(200).give(
            "credit", "exit-capital", town,
            capital=id, reason="投资方战略调整", document=f"演示-退出-{id}",
        )  # fmt: skip
        return
    for years in (1, 2):
        look = story.branch().not_before(signed_on.replace(year=signed_on.year + years, day=1))
        look.give(
            "credit", "check-land-use", "lanshan-agriculture",
            capital=id, checked_on=look.day.isoformat(), farmed=True, findings="按约定种植茶叶",
            document=f"演示-检查-{id}-{years}",
        )  # fmt: skip


def _late(programme: Programme, story: Story, id: str) -> None:
    """The county's department lets the twenty working days pass, then refuses."""
    _applied(story, id, "juxian")
    days = registry().parameters["credit.lease_review_working_days"].value
    due_on = due(story.day, days, "working").on
    key = f"lease-review-{story.day:%Y%m%d}"
    story.after(60)
    late_matter(
        programme, key, id,
        due_on=due_on, done_on=story.day, handler="juxian-agriculture", town="zhaoxian",
        evidence="审查决定已送达企业",
    )  # fmt: skip
    _decided(story, id, "juxian", passed=False)
