"""待办: who takes the next step of a delegated power (RZ-2.6.b)."""

from services.empowerment.domain.delegation.capacity import NEEDS, assess_capacity
from services.empowerment.domain.delegation.ending import (
    answer_withdrawal_request,
    withdraw_power,
)
from services.empowerment.domain.delegation.handover import (
    conclude_trial,
    prepare_handover,
    take_up_power,
)
from services.empowerment.domain.delegation.limits import (
    answer_limit,
    evaluation_limit,
    handover_limit,
    is_prepared,
    support_limits,
    term_limit,
    trial_limit,
    warning_limit,
    year_limit,
)
from services.empowerment.domain.delegation.passing import (
    announce_delegation,
    delegate_power,
    extend_delegation,
    is_entrusted,
)
from services.empowerment.domain.delegation.review import evaluate_delegation
from services.empowerment.domain.delegation.standing import resume_power, suspend_power
from services.empowerment.domain.delegation.state import CLAUSE, DELEGATION, Delegation
from services.empowerment.domain.delegation.support import deliver_support
from services.empowerment.domain.organisations import COUNTY_STAFFING
from shared.kernel.aggregate import (
    TOWN,
    Answers,
    Authority,
    Over,
    Task,
    Tasks,
    Wait,
    organisation,
)


@DELEGATION.tasks
def tasks(d: Delegation) -> Tasks:
    if d.stage == "withdrawn":
        yield Over("已收回；已作出的决定继续有效")
        return
    if d.stage == "assessed":
        yield _assessed(d)
        return
    who = [organisation(d.organ)]
    name = d.delegated.name if d.delegated else d.item
    if d.stage == "delegated":
        yield from _handed_over(d, name, who)
    else:
        yield from _exercised(d, name, who)
    yield from _about_its_end(d, name, who)
    for support, limit in support_limits(d):
        about = f"落实“{name}”的保障：{support.what}"
        yield Task(limit.key, [organisation(support.provider)], about, [deliver_support], limit)


def _assessed(d: Delegation) -> Task | Wait:
    if d.lacking:
        return Wait(f"镇承接能力不足：{_words(d)}")
    return Task(
        "delegation", [organisation(d.organ)], "承接能力评估通过，下放事权", [delegate_power],
        clause=CLAUSE,
    )  # fmt: skip


def _handed_over(d: Delegation, name: str, who: list[Authority]) -> Tasks:
    yield from _capacity(d, name, who)
    if is_entrusted(d) and not d.announced:
        about = f"公告委托“{name}”"
        yield Task("announcement", who, about, [announce_delegation], clause=CLAUSE)
    if not is_prepared(d):
        about = f"办理“{name}”的交接"
        yield Task("handover", who, about, [prepare_handover], handover_limit(d))
    elif not d.lacking and (d.announced or not is_entrusted(d)):
        yield Task("taking-up", [TOWN], f"承接“{name}”", [take_up_power], clause=CLAUSE)


def _capacity(d: Delegation, name: str, who: list[Authority]) -> Tasks:
    if d.lacking:
        about = f"“{name}”承接能力不足（{_words(d)}），补足后重新评估，或暂停、收回"
        acts: Answers = [assess_capacity, suspend_power, withdraw_power]
        yield Task("capacity", who, about, acts, clause=CLAUSE)
    elif d.questioned:
        about = f"镇在编人员减少，复核“{name}”的承接能力"
        yield Task("capacity-check", who, about, [assess_capacity], clause=CLAUSE)


def _exercised(d: Delegation, name: str, who: list[Authority]) -> Tasks:
    yield from _capacity(d, name, who)
    if d.stage == "suspended":
        about = f"“{name}”暂停行使，决定恢复或收回"
        yield Task("suspension", who, about, [resume_power, withdraw_power], clause=CLAUSE)
    if d.trial == "due":
        yield Task("trial", who, f"“{name}”试运行期满，转正", [conclude_trial], trial_limit(d))
    if limit := evaluation_limit(d):
        about = f"评估“{name}”一年来的运行"
        yield Task("evaluation", [*who, COUNTY_STAFFING], about, [evaluate_delegation], limit)
    elif d.concluded == "withdraw":
        about = f"评估结论为收回“{name}”"
        yield Task("conclusion", who, about, [withdraw_power], clause=CLAUSE)
    if (limit := trial_limit(d)) and d.trial == "running":
        yield Wait("镇在试运行，期满转正", limit)
    if limit := year_limit(d):
        yield Wait("满一年评估运行情况", limit)


def _about_its_end(d: Delegation, name: str, who: list[Authority]) -> Tasks:
    if d.request is not None:
        yield Task(
            "withdrawal-answer", who, f"答复镇收回“{name}”的申请", [answer_withdrawal_request],
            answer_limit(d),
        )  # fmt: skip
    if d.warned:
        about = f"“{name}”委托即将期满，续签或收回"
        yield Task("term", who, about, [extend_delegation, withdraw_power], term_limit(d))
    elif limit := term_limit(d):
        yield Wait("委托期满即收回", limit)
        yield Wait("期满前提醒续签", warning_limit(d))


def _words(d: Delegation) -> str:
    return "、".join(NEEDS[need] for need in d.lacking)
