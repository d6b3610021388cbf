"""待办: who takes the next step of a county's list (RZ-2.6.a)."""

from services.empowerment.domain.organisations import COUNTY_JUSTICE, COUNTY_STAFFING
from services.empowerment.domain.power_list.drafting import (
    circulate_power_list,
    list_power_item,
    promise_support,
)
from services.empowerment.domain.power_list.hearing import (
    answer_town_opinion,
    give_town_opinion,
    review_legality,
)
from services.empowerment.domain.power_list.issuing import (
    approve_power_list,
    file_power_list,
    publish_power_list,
)
from services.empowerment.domain.power_list.limits import (
    filing_limit,
    legality_limit,
    opinion_limits,
    publication_limit,
)
from services.empowerment.domain.power_list.state import CLAUSE, POWER_LIST, PowerList
from shared.kernel.aggregate import COUNTY, Over, Task, Tasks, organisation


@POWER_LIST.tasks
def tasks(list: PowerList) -> Tasks:
    n = list.edition
    if list.stage == "drafting":
        yield Task(
            f"draft-{n}", [COUNTY_STAFFING], "梳理列入清单的事项和配套保障，并征求意见",
            [list_power_item, promise_support, circulate_power_list], clause=CLAUSE,
        )  # fmt: skip
    elif list.stage == "circulated":
        yield from _circulated(list)
    elif list.stage == "approved":
        yield Task(
            f"publication-{n}", [COUNTY_STAFFING, COUNTY], "公布已批准的赋权事项清单",
            [publish_power_list], publication_limit(list),
        )  # fmt: skip
    elif not list.filed:
        yield Task(
            f"filing-{n}", [COUNTY_STAFFING], "将公布的清单报市委编办备案", [file_power_list],
            filing_limit(list),
        )  # fmt: skip
    else:
        yield Over("本版清单已公布备案，调整时另起一版")


def _circulated(list: PowerList) -> Tasks:
    n, open = list.edition, False
    for town, limit in opinion_limits(list):
        open |= town not in list.silent
        yield Task(
            limit.key,
            [organisation(town)],
            "对赋权事项清单草案提出意见",
            [give_town_opinion],
            limit,
        )
    for town, opinion in sorted(list.opinions.items()):
        if opinion.blocks:
            open = True
            yield Task(
                f"answer-{n}-{town}", [COUNTY_STAFFING], "答复镇对清单的不同意见",
                [answer_town_opinion], clause=CLAUSE, since=opinion.given.given_on,
            )  # fmt: skip
    if list.legality is None:
        open = True
        yield Task(
            f"legality-{n}", [COUNTY_JUSTICE], "审核赋权事项清单草案的合法性", [review_legality],
            legality_limit(list),
        )  # fmt: skip
    elif not list.legality.lawful:
        open = True
        yield Task(
            f"redraft-{n}", [COUNTY_STAFFING], "按合法性审核意见修改清单草案", [list_power_item],
            clause=CLAUSE, since=list.legality.reviewed_on,
        )  # fmt: skip
    if not list.draft:
        yield Task(
            f"items-{n}", [COUNTY_STAFFING], "列入清单事项", [list_power_item], clause=CLAUSE
        )
    elif not open:
        yield Task(
            f"approval-{n}", [COUNTY], "审议批准赋权事项清单", [approve_power_list], clause=CLAUSE
        )
