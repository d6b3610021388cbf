"""The towns are heard, and the county's justice bureau reviews, before a list holds (RZ-2.6.a)."""

from services.empowerment.domain.organisations import COUNTY_JUSTICE, COUNTY_STAFFING
from services.empowerment.domain.power_list import rules
from services.empowerment.domain.power_list.requirements import require_stage, towns_of
from services.empowerment.domain.power_list.state import CLAUSE, POWER_LIST, PowerList
from shared.kernel.aggregate import ANYONE, Context, Events, holds, pick, refuse
from shared.schemas.empowerment import power_list as powers


def _is_asked(list: PowerList, context: Context) -> None:
    asked = towns_of(list)
    if context.actor.organisation not in asked:
        refuse(rules.TOWN_IS_ASKED, towns="、".join(asked))


def _require_drafted(list: PowerList, cmd: powers.GiveTownOpinion, _: Context) -> None:
    for item in cmd.items:
        if item not in list.draft:
            refuse(rules.ITEM_IS_DRAFTED, item=item)


@POWER_LIST.command(
    title="提出镇方意见",
    clause=CLAUSE,
    by=[ANYONE],
    when=[holds(require_stage, "circulated"), _is_asked],
    picks=[pick("items", _require_drafted)],
)
def give_town_opinion(list: PowerList, cmd: powers.GiveTownOpinion, context: Context) -> Events:
    """Also after its limit, as long as nothing is approved; a later one replaces the first."""
    _require_drafted(list, cmd, context)
    town = context.actor.organisation
    yield powers.TownOpinionGiven.of(cmd, town=town, edition=list.edition, given_on=context.today)


@POWER_LIST.command(
    title="答复镇方意见",
    clause=CLAUSE,
    by=[COUNTY_STAFFING],
    when=[holds(require_stage, "circulated")],
)
def answer_town_opinion(list: PowerList, cmd: powers.AnswerTownOpinion, context: Context) -> Events:
    """Adopted, and the draft changed; or not, and why."""
    opinion = list.opinions.get(cmd.town)
    if opinion is None or not opinion.blocks:
        refuse(rules.OPINION_AWAITS_ANSWER, town=cmd.town)
    yield powers.TownOpinionAnswered.of(cmd, edition=list.edition, answered_on=context.today)


@POWER_LIST.command(
    title="清单合法性审核",
    clause=CLAUSE,
    by=[COUNTY_JUSTICE],
    when=[holds(require_stage, "circulated")],
)
def review_legality(list: PowerList, cmd: powers.ReviewLegality, context: Context) -> Events:
    yield powers.LegalityReviewed.of(
        cmd,
        edition=list.edition,
        reviewed_by=context.actor.organisation,
        reviewed_on=context.today,
    )
