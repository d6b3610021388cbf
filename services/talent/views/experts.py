"""专家库: each expert's term, how often he was asked, and what was made of his opinions (RZ-2.5.g)."""

from datetime import date

from services.talent.domain.expert_pool import EXPERT_POOL
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import OrganisationId, PersonalName, PersonId
from shared.schemas.talent import engagement as engagements
from shared.schemas.talent import expert_pool as pools
from shared.schemas.talent.stages import TalentField


@view("experts", title="专家库", key="expert", version=1, of=EXPERT_POOL)
class Experts(Row):
    expert: str = column("专家编号")
    pool: pools.PoolId = column("专家库")
    person: PersonId = column("人员编号", "")
    name: PersonalName = column("姓名", "")
    fields: tuple[TalentField, ...] = column("专业领域", ())
    mode: pools.ServiceMode | None = column("服务方式", None)
    unit: OrganisationId = column("单位", "")
    since: date | None = column("聘期开始", None)
    until: date | None = column("聘期届满", None)
    expired: bool = column("聘期届满未处理", False)
    removed_on: date | None = column("出库日期", None)
    drawn: int = column("抽中次数", 0)
    recused: int = column("回避次数", 0)
    opinions: int = column("提出意见", 0)
    adopted: int = column("采纳或部分采纳", 0)
    adopted_percent: int = column("采纳率（%）", 0)
    answered: int = column("已答复意见", 0)
    points: int = column("评分合计", 0)
    rated: int = column("评价次数", 0)
    expense_fen: int = column("费用（分）", 0)


@Experts.on(pools.ExpertAdmitted, key="expert")
def admitted(row: Experts, event: pools.ExpertAdmitted) -> Experts:
    return replace(
        row,
        pool=event.pool,
        person=event.person,
        name=event.name,
        fields=event.fields,
        mode=event.mode,
        unit=event.unit or "",
        since=event.since,
        until=event.until,
        expired=False,
        removed_on=None,
    )


@Experts.on(pools.ExpertRenewed, key="expert")
def renewed(row: Experts, event: pools.ExpertRenewed) -> Experts:
    return replace(row, until=event.until, expired=False)


@Experts.on(pools.ExpertRemoved, key="expert")
def removed(row: Experts, event: pools.ExpertRemoved) -> Experts:
    return replace(row, removed_on=event.removed_on)


@Experts.on(pools.ExpertTermOver, key="expert")
def expired(row: Experts, event: pools.ExpertTermOver) -> Experts:
    return replace(row, expired=True)


@Experts.on(engagements.ExpertsAssigned, key=lambda event, _: event.experts)
def drawn(row: Experts, event: engagements.ExpertsAssigned) -> Experts:
    return replace(row, drawn=row.drawn + 1)


@Experts.on(engagements.ConflictDeclared, key="expert")
def recused(row: Experts, event: engagements.ConflictDeclared) -> Experts:
    return replace(row, recused=row.recused + 1)


@Experts.on(engagements.ExpertOpinionGiven, key="expert")
def given(row: Experts, event: engagements.ExpertOpinionGiven) -> Experts:
    return replace(row, opinions=row.opinions + 1)


@Experts.on(engagements.OpinionAnswered, key="expert")
def answered(row: Experts, event: engagements.OpinionAnswered) -> Experts:
    adopted = row.adopted + (event.answer != "not-adopted")
    count = row.answered + 1
    return replace(row, answered=count, adopted=adopted, adopted_percent=adopted * 100 // count)


@Experts.on(engagements.ExpertRated, key="expert")
def rated(row: Experts, event: engagements.ExpertRated) -> Experts:
    return replace(row, points=row.points + event.points, rated=row.rated + 1)


@Experts.on(engagements.ExpertExpenseRecorded, key="expert")
def paid(row: Experts, event: engagements.ExpertExpenseRecorded) -> Experts:
    return replace(row, expense_fen=row.expense_fen + event.amount_fen)
