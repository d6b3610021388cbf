"""社会资本合作台账: opportunities, proposals, who was selected, what was signed (RZ-2.4.i)."""

from datetime import date

from services.credit.domain.opportunity.state import OPPORTUNITY
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.credit import opportunity as opportunities
from shared.schemas.credit.stages import CooperationMode, OpportunityStage, SelectionMethod
from shared.schemas.kinds import CountyId, TownId


@view("opportunities", title="社会资本合作台账", key="opportunity", version=1, of=OPPORTUNITY)
class Opportunities(Row):
    opportunity: str = column("合作编号")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    project: str = column("项目编号")
    title: str = column("标题")
    stage: OpportunityStage = column("进度")
    modes: tuple[CooperationMode, ...] = column("合作方式", ())
    wanted_fen: int = column("拟引资（分）")
    open_required: bool = column("依法公开竞争")
    proposals: dict[str, str] = column("方案及社会资本方", factory=dict)
    partner: str = column("选定的社会资本方")
    method: SelectionMethod | None = column("选择方式", None)
    signed_fen: int = column("协议投资（分）")
    proposals_until: date | None = column("方案截止日期", None)
    published_on: date | None = column("发布日期", None)
    signed_on: date | None = column("签约日期", None)
    terminated_on: date | None = column("终止日期", None)


OPPORTUNITIES = totals(
    "cooperation_opportunities",
    "Opportunities for private capital by stage and town",
    of=Opportunities,
    by=("stage", "town"),
)


@Opportunities.on(opportunities.OpportunityPublished)
def published(row: Opportunities, event: opportunities.OpportunityPublished) -> Opportunities:
    return replace(
        row,
        town=event.town,
        county=event.county,
        project=event.project,
        title=event.title,
        stage="published",
        modes=tuple(event.modes),
        wanted_fen=event.wanted_fen,
        open_required=event.open_required,
        proposals_until=event.proposals_until,
        published_on=event.published_on,
    )


@Opportunities.on(opportunities.ProposalSubmitted)
def submitted(row: Opportunities, event: opportunities.ProposalSubmitted) -> Opportunities:
    return replace(row, proposals={**row.proposals, event.proposal: event.partner})


@Opportunities.on(opportunities.PartnerSelected)
def selected(row: Opportunities, event: opportunities.PartnerSelected) -> Opportunities:
    partner = row.proposals.get(event.proposal, "")
    return replace(row, stage="selected", partner=partner, method=event.method)


@Opportunities.on(opportunities.PartnershipSigned)
def signed(row: Opportunities, event: opportunities.PartnershipSigned) -> Opportunities:
    return replace(row, stage="signed", signed_fen=event.amount_fen, signed_on=event.signed_on)


@Opportunities.on(opportunities.PartnershipTerminated)
def terminated(row: Opportunities, event: opportunities.PartnershipTerminated) -> Opportunities:
    return replace(row, stage="terminated", terminated_on=event.terminated_on)


@Opportunities.on(opportunities.OpportunityWithdrawn)
def withdrawn(row: Opportunities, event: opportunities.OpportunityWithdrawn) -> Opportunities:
    return replace(row, stage="withdrawn")
