"""待办: the town takes proposals, selects, and signs once its project is admitted (RZ-2.4.i)."""

from services.credit.domain.opportunity.partnering import select_partner, sign_partnership
from services.credit.domain.opportunity.publishing import submit_proposal, withdraw_opportunity
from services.credit.domain.opportunity.state import CLAUSE, OPPORTUNITY, STAGES, Opportunity
from shared.kernel.aggregate import TOWN, Over, Task, Tasks, Wait


@OPPORTUNITY.tasks
def tasks(opportunity: Opportunity) -> Tasks:
    if opportunity.stage == "published":
        yield Task(
            "selection", [TOWN], "登记合作方案，截止后选定合作方",
            [submit_proposal, select_partner, withdraw_opportunity], clause=CLAUSE,
            since=opportunity.until,
        )  # fmt: skip
    elif opportunity.stage == "selected":
        yield Task(
            "signing", [TOWN], "项目入库后签订合作协议", [sign_partnership, withdraw_opportunity],
            clause=CLAUSE,
        )  # fmt: skip
    elif opportunity.stage == "signed":
        yield Wait("合作进行中")
    else:
        assert opportunity.stage is not None
        yield Over(STAGES[opportunity.stage])
