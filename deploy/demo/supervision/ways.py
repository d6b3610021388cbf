"""The ways that a matter can go to its end (RZ-3.3)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from deploy.demo.supervision.matter import Matter

Way = Callable[[Matter], None]


def resolved(m: Matter) -> None:
    begun(m)
    m.progressed()
    m.closed()


def rated(m: Matter) -> None:
    resolved(m)
    m.rated(95, "办理及时，效果好")


def returned(m: Matter) -> None:
    """The first handler is not competent; the county takes over."""
    m.raised()
    m.assigned()
    m.story.after(3)
    m.give("return-assignment", m.handler, reason="不属于本单位职责，建议由区县统筹办理")
    m.assigned(m.county if m.handler != m.county else "natural-resources")
    m.planned()
    m.closed()


def extended(m: Matter) -> None:
    """In time and within the cap, by the handler."""
    begun(m, days=30)
    m.story.after(18)
    due_on = m.story.day + timedelta(days=40)
    m.give("extend-deadline", m.handler, reason="雨季不能施工，顺延工期", due_on=due_on.isoformat())
    m.progressed()
    m.closed()


def extended_beyond_the_cap(m: Matter) -> None:
    """By the supervisor, under a document."""
    begun(m, days=80)
    m.story.after(65)
    due_on = m.story.day + timedelta(days=90)
    m.give(
        "extend-deadline", m.supervisor,
        reason="管线迁改跨年度实施", due_on=due_on.isoformat(), document=f"演示-延期批复-{m.id}",
    )  # fmt: skip
    m.story.after(45)
    m.closed()


def overdue(m: Matter) -> None:
    """Red, so the inspection office takes it up; the town's rating is low."""
    begun(m, days=20)
    m.story.after(28)
    m.give("remind-handler", "gov-office", message="已逾期，请三日内报告办理情况")
    m.progressed(text="已组织专班，加快推进")
    m.closed()
    m.rated(55, "最终办结，但超过时限")


def reopened(m: Matter) -> None:
    begun(m)
    m.closed("设施已建成但尚未运行", effective=False)
    m.planned(days=30, measures="调试设备，落实运行单位")
    m.closed("设施正常运行")


def reopened_twice(m: Matter) -> None:
    begun(m)
    m.closed("仍有部分点位未完成", effective=False)
    m.planned(days=30, measures="补齐剩余点位")
    m.closed("群众反映效果不明显", effective=False)
    m.planned(days=30, measures="更换施工单位，返工整改")
    m.closed("返工后效果明显")
    m.rated(60, "三次才办好")


def suspended_and_resumed(m: Matter) -> None:
    """Looked at again when the review is due, and then resumed."""
    begun(m)
    m.suspended(days=60)
    m.story.after(75)
    m.give("resume-issue", m.supervisor, reason="上级批复已下达，恢复办理")
    m.planned(measures="按批复实施")
    m.closed()


def explained(m: Matter) -> None:
    """Parked for a superior, which says no; the town agrees."""
    begun(m)
    m.suspended()
    m.explained()
    m.heard(True, "理解，请纳入下一轮规划")
    m.explanation_visited(holds=True)
    m.story.then()
    m.give("conclude-with-explanation", m.handler, document=f"演示-答复函-{m.id}")
    m.rated(80, "答复清楚，有替代措施")


def badly_explained(m: Matter) -> None:
    """The group finds that the explanation does not hold."""
    m.raised()
    m.assigned()
    m.explained()
    m.heard(False, "同类事项邻镇已经解决，请再研究")
    m.explanation_visited(holds=False)
    m.planned(measures="参照邻镇做法实施")
    m.closed()


def withdrawn(m: Matter) -> None:
    m.raised()
    m.assigned()
    m.story.after(10)
    m.give("withdraw-issue", m.town, reason="已由镇自行解决")


def merged(m: Matter) -> None:
    """Its twin, raised the same day, goes on as part of it."""
    twin = replace(m, id=f"{m.id}-2", title=f"{m.title}（重复）", story=m.story.branch())
    begun(m)
    twin.raised()
    twin.story.after(3)
    twin.give("merge-issues", "housing", into=m.id, reason="与在办事项为同一问题")
    m.progressed()
    m.closed()


def reminded(m: Matter) -> None:
    """Twice, before the handler plans; it is escalated by decision."""
    m.raised()
    m.assigned()
    for message in ("请于五日内报送办理方案", "再次催办，请主要负责人过问"):
        m.story.after(7)
        m.give("remind-handler", m.supervisor, message=message)
    m.story.then()
    m.give("escalate-issue", m.supervisor, reason="两次催办仍未报送方案")
    m.planned()
    m.closed()


def instructed(m: Matter) -> None:
    begun(m)
    m.story.then()
    m.give(
        "record-instruction", "housing",
        leader="演示-市政府分管领导", instruction="请承办单位加快办理，按期报结果。",
        instructed_on=m.story.day.isoformat(), document=f"演示-批示件-{m.id}",
    )  # fmt: skip
    m.progressed()
    m.closed()


def watched(m: Matter) -> None:
    """A department is designated to supervise, within a period; it reminds."""
    begun(m)
    supervisor = "gov-office" if m.handler != "gov-office" else "reform"
    m.story.then()
    m.give(
        "designate-supervisor", "housing" if m.handler != "housing" else "gov-office",
        supervisor=supervisor, scope="工程进度和资金使用", since=m.story.day.isoformat(),
        until=(m.story.day + timedelta(days=90)).isoformat(), document=f"演示-督查委托-{m.id}",
    )  # fmt: skip
    m.story.after(7)
    m.give("remind-handler", supervisor, message="请按周报送进度")
    m.progressed()
    m.closed()


def helped(m: Matter) -> None:
    """Two co-handlers; the members of their units recuse from the visit."""
    m.raised()
    helpers = tuple(unit for unit in ("housing", "natural-resources") if unit != m.handler)
    m.assigned(helpers=helpers)
    m.planned(measures="牵头单位制定方案，会办单位分工落实")
    m.progressed()
    m.progressed(by=helpers[0], text="会办事项已完成")
    m.closed()


def begun(m: Matter, days: int = 60) -> None:
    m.raised()
    m.assigned()
    m.planned(days)


WAYS: tuple[Way, ...] = (
    resolved, rated, extended, returned, overdue, resolved, helped, reopened, watched, withdrawn,
    rated, suspended_and_resumed, merged, reminded, instructed, explained, extended_beyond_the_cap,
    reopened_twice, badly_explained,
)  # fmt: skip
"""In this order, over and over."""
