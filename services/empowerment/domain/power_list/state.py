"""PowerList (`power-list-<county>`): one list a county, by editions; an item's towns differ."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, assert_never

from immutables import Map

from shared.kernel.aggregate import Aggregate, to_named, to_region
from shared.schemas.copying import replace
from shared.schemas.empowerment import power_list as powers

CLAUSE = powers.CLAUSE

Stage = Literal["none", "drafting", "circulated", "approved", "published"]
STAGES: dict[Stage, str] = {
    "none": "未起草",
    "drafting": "起草",
    "circulated": "征求意见和审核",
    "approved": "已批准待公布",
    "published": "已公布",
}


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a town said of the edition, and whether it was answered."""

    given: powers.TownOpinionGiven
    answered: bool = False

    @property
    def blocks(self) -> bool:
        return not self.given.agrees and not self.answered


@dataclass(frozen=True, slots=True)
class PowerList:
    """`items` are published; `draft` are those of the edition under way. Support by item, then by
    its own id. `silent` are the towns whose limit for an opinion has passed; `review_from` is the
    day since which the present draft waits for its legality review."""

    county: str = ""
    stage: Stage = "none"
    edition: int = 0
    items: Map[str, powers.PowerItemListed] = Map()
    draft: Map[str, powers.PowerItemListed] = Map()
    supports: Map[str, Map[str, powers.SupportPromised]] = Map()
    circulated: powers.PowerListCirculated | None = None
    opinions: Map[str, Opinion] = Map()
    silent: frozenset[str] = frozenset()
    review_from: date | None = None
    legality: powers.LegalityReviewed | None = None
    approved_on: date | None = None
    publication_days: int = 0
    published_on: date | None = None
    filing_days: int = 0
    filed: bool = False
    late: frozenset[powers.ListStep] = frozenset()
    flags: frozenset[str] = frozenset()


POWER_LIST = Aggregate(
    "power-list",
    PowerList(),
    key="county",
    title="赋权事项清单",
    sight=[to_region(), to_named()],
)


@POWER_LIST.evolve
def evolve(list: PowerList, event: powers.Event) -> PowerList:
    match event:
        case powers.PowerListDrafted(county=county, edition=edition):
            return PowerList(
                county=county, stage="drafting", edition=edition, items=list.items,
                supports=list.supports, flags=list.flags,
            )  # fmt: skip
        case powers.PowerItemListed(item=item, listed_on=day):
            return _changed(list, list.draft.set(item, event), day)
        case powers.PowerItemDropped(item=item, dropped_on=day):
            return _changed(list, list.draft.delete(item), day)
        case powers.SupportPromised(item=item, support=support):
            promised = list.supports.get(item, Map()).set(support, event)
            return replace(list, supports=list.supports.set(item, promised))
        case powers.PowerListCirculated(circulated_on=day):
            return replace(list, stage="circulated", circulated=event, review_from=day)
        case powers.TownOpinionGiven(town=town):
            return replace(list, opinions=list.opinions.set(town, Opinion(event)))
        case powers.TownOpinionAnswered(town=town):
            answered = replace(list.opinions[town], answered=True)
            return replace(list, opinions=list.opinions.set(town, answered))
        case powers.LegalityReviewed():
            return replace(list, legality=event)
        case powers.PowerListApproved(approved_on=day, publication_working_days=days):
            return replace(list, stage="approved", approved_on=day, publication_days=days)
        case powers.PowerListPublished(published_on=day, filing_working_days=days):
            return replace(
                list, stage="published", published_on=day, filing_days=days, draft=Map(),
                items=list.items.update(list.draft),
            )  # fmt: skip
        case powers.PowerListFiled():
            return replace(list, filed=True)
        case powers.PowerListStepOverdue(step=step, organisation=by):
            if step == "opinion":
                return replace(list, silent=list.silent | {by})
            return replace(list, late=list.late | {step}, flags=list.flags | {step})
        case powers.PowerListFlagCleared(key=key):
            return replace(list, flags=list.flags - {key})
    assert_never(event)


def _changed(list: PowerList, draft: Map[str, powers.PowerItemListed], day: date) -> PowerList:
    """What was reviewed is no longer what stands in the draft: it waits for its review anew."""
    late = list.late - {"legality"}
    return replace(list, draft=draft, legality=None, review_from=day, late=late)
