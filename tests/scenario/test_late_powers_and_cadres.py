"""RZ-3.3.a: what runs late of powers, reforms, posts and filings raises one matter, handled by who
is late. All services' domains and reactions, in memory."""

from dataclasses import replace

import pytest

from services.empowerment.domain.delegation.state import DELEGATION
from services.empowerment.domain.pilot_reform.state import PILOT_REFORM
from services.empowerment.domain.power_list.state import POWER_LIST
from services.supervision.domain.issue.step import Step
from services.talent.domain.establishment_request.state import ESTABLISHMENT_REQUEST
from services.talent.domain.innovation_filing.state import INNOVATION_FILING
from tests.scenario.test_late_money_land_permits import LATER, Late, issue_of, too_late
from tests.unit.empowerment.powers import ASSESSED, DELEGATED, ITEM, published
from tests.unit.empowerment.test_pilot_reform import PROPOSED
from tests.unit.talent.test_establishment_request import ASKED
from tests.unit.talent.test_innovation_filing import FILED

EMPOWERMENT = ("staffing", "justice", "donggang")
CADRES = ("discipline", "organization", "staffing", "human-resources", "donggang")
LATES = {
    "handover": Late(
        "empowerment", DELEGATION, "planning-taoluo", (ASSESSED, DELEGATED),
        "late-handover-planning-taoluo-20240329", "donggang-natural-resources", EMPOWERMENT,
    ),
    "power-list": Late(
        "empowerment", POWER_LIST, "donggang", published(ITEM)[:-1],
        "late-list-publication-donggang-20240329", "donggang-staffing", EMPOWERMENT,
    ),
    "reform": Late(
        "empowerment", PILOT_REFORM, "r-1", (PROPOSED,),
        "late-reform-legality-r-1-20240315", "donggang-justice", EMPOWERMENT,
    ),
    "filing": Late(
        "talent", INNOVATION_FILING, "f-1", (FILED,),
        "late-filing-f-1-20240315", "donggang-discipline", CADRES,
    ),
    "posts": Late(
        "talent", ESTABLISHMENT_REQUEST, "r-1", (ASKED,),
        "late-posts-argument-r-1-20240329", "donggang-staffing", CADRES,
    ),
}  # fmt: skip


@pytest.mark.parametrize("late", LATES.values(), ids=LATES)
def test_who_is_late_handles_the_one_matter_that_raises_itself(late: Late) -> None:
    run = too_late(late)
    assert run.refused == []
    issue = issue_of(run, late)
    assert (issue.step, issue.handler, issue.town) == (Step.ASSIGNED, late.handler, late.town)
    assigned = next(e for e, m in run.service("supervision").log if m.type == "IssueAssigned")
    assert assigned.copied == late.copied
    (said,) = [event for event, _ in run.service(late.service).log if hasattr(event, "due_on")]
    run.recorded(late.service, late.aggregate, late.id, [replace(said)], LATER)
    raised = [e.issue for e, m in run.service("supervision").log if m.type == "IssueRaised"]
    assert raised == [late.issue]
