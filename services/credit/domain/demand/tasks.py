"""待办: local-finance pushes, the institution contacts and decides, the town goes on (RZ-2.4.a).

Nothing here presses an institution to lend: it is asked for an answer, whatever it is.
"""

from services.credit.domain.demand.answering import record_contact, record_credit_decision
from services.credit.domain.demand.asking import close_demand, refer_to_guarantee, withdraw_demand
from services.credit.domain.demand.limits import consent_limits, steps_owed
from services.credit.domain.demand.pushing import push_demand, record_consent
from services.credit.domain.demand.state import CLAUSE, DEMAND, STAGES, Demand
from services.credit.domain.organisations import GUIDES, who_answers
from shared.kernel.aggregate import TOWN, Answers, Over, Task, Tasks, Wait, money

STEPS: dict[str, tuple[str, Answers]] = {
    "push": ("推送融资需求", [push_demand]),
    "contact": ("与借款人对接", [record_contact, record_credit_decision]),
    "decision": ("对融资需求作出授信决定", [record_credit_decision]),
}


@DEMAND.tasks
def tasks(demand: Demand) -> Tasks:
    """Each step that is owed; where none is, the town decides how to go on."""
    if demand.ended:
        yield Over(STAGES[demand.ended])
        return
    assert demand.asked is not None
    about = f"（{money(demand.asked.amount_fen)}）"
    owed = [*steps_owed(demand)]
    for limit in owed:
        step, _, institution = limit.key.partition("-")
        says, commands = STEPS[step]
        answer = demand.answers.get(institution)
        who = who_answers(institution, answer.joined) if answer else list(GUIDES)
        yield Task(limit.key, who, f"{says}{about}", commands, limit)
    for limit in consent_limits(demand):
        yield Wait("借款人的同意到期前", limit)
    if owed:
        return
    granted = {id: a for id, a in demand.answers.items() if a.credit_fen > a.lent_fen}
    if granted:
        yield Wait("已授信，借款人用款时放款")
    if demand.lent_fen and not granted:
        yield Over("已放款")
    elif not granted:
        yield Task(
            "next", [TOWN], f"取得借款人对金融机构的同意，或者转介担保、登记未达成{about}",
            [record_consent, refer_to_guarantee, close_demand, withdraw_demand], clause=CLAUSE,
        )  # fmt: skip
