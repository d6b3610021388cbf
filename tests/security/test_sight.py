"""What a service hides at one address, it shows at no other: streams, views, files, documents."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, cast

import pytest
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from services.finance.domain.bond_proceeds.state import BOND_PROCEEDS
from services.finance.domain.fiscal_system.state import FISCAL_SYSTEM
from services.finance.domain.fund.state import FUND
from services.land.domain.reserve_book.state import RESERVE_BOOK
from services.supervision.domain.county_plan import COUNTY_PLAN
from services.supervision.domain.issue.state import ISSUE
from shared.face.http.access import rows_seen
from shared.face.http.call import Call
from shared.face.http.route import Route
from shared.kernel.aggregate import to_person, to_town
from shared.kernel.subscription.journal import JOURNAL
from shared.kernel.views.row import Row, column, view
from shared.policy.loader import registry
from shared.policy.registry import Registry
from shared.schemas.attachment import Attachment
from shared.schemas.finance.bond_proceeds import BondProceedsAllocated, ProceedsRegistered
from shared.schemas.finance.fiscal_system import FiscalSystemPublished
from shared.schemas.finance.fund import FundRegistered, FundsAllocated, FundsAppropriated
from shared.schemas.land.reserve_book import ConstructionScaleSet, ReserveSet
from shared.schemas.platform import ParkedKeyDiscarded
from shared.schemas.supervision.county_plan import CountyPlanAdopted
from shared.schemas.supervision.issue import IssueAssigned, IssueRaised
from tests.integration.http.served import Served, served
from tests.security.reading import everything, rows, types
from tests.security.recorded import happened

DAY = date(2024, 3, 1)


@pytest.fixture(scope="module")
def finance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served("finance", tmp_path_factory.mktemp("finance"), whole=True) as service:
        yield service


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served("land", tmp_path_factory.mktemp("land"), whole=True) as service:
        yield service


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served("projects", tmp_path_factory.mktemp("projects"), whole=True) as service:
        yield service


@pytest.fixture(scope="module")
def supervision(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served("supervision", tmp_path_factory.mktemp("supervision"), whole=True) as service:
        yield service


def test_a_town_reads_of_a_fund_what_it_received(finance: Served):
    registered = FundRegistered("f", name="专项", source="city", kind="special", year=2024)
    happened(
        finance,
        FUND,
        "f",
        registered,
        FundsAppropriated("f", amount_fen=900),
        FundsAllocated("f", project="p-1", town="taoluo", amount_fen=100),
        FundsAllocated("f", project="p-2", town="jufeng", amount_fen=777),
    )
    for by in ("taoluo", "donggang", "donggang-finance", "assist-taoluo"):
        assert types(finance, "fund-f", by) == ["FundsAllocated"], by
        assert not re.search(r"\b777\b", everything(finance, by))
        assert rows(finance, "fund-ledger", by) == []
    assert types(finance, "fund-f", "zhaoxian") == types(finance, "fund-f", "housing") == []
    assert len(types(finance, "fund-f", "pboc")) == 4
    assert finance.get("/streams/fund-f?as_of=9", by="taoluo").json["state"] is None


def test_a_countys_own_fund_is_its_countys(finance: Served):
    own = FundRegistered(
        "own", name="区级", source="county", kind="special", year=2024, county="juxian"
    )
    happened(finance, FUND, "own", own)
    for by, sees in [("juxian", 1), ("juxian-finance", 1), ("donggang", 0), ("zhaoxian", 0)]:
        assert rows(finance, "fund-ledger", by, "?fund=own") == ["own"] * sees, by
        assert len(types(finance, "fund-own", by)) == sees, by


def test_a_town_reads_of_a_bond_what_its_projects_take(finance: Served):
    proceeds = ProceedsRegistered(
        "b", name="专项债", kind="special", issuer="province", year=2024, amount_fen=500,
        document="文号",
    )  # fmt: skip
    takes = BondProceedsAllocated(
        "b", project="p-1", town="taoluo", amount_fen=200, spending="capital", revenue_plan_fen=300
    )
    happened(finance, BOND_PROCEEDS, "b", proceeds, takes)
    assert types(finance, "bond-proceeds-b", "taoluo") == ["BondProceedsAllocated"]
    assert types(finance, "bond-proceeds-b", "jufeng") == []
    assert rows(finance, "bond-ledger", "taoluo") == []
    assert rows(finance, "bond-allocations", "taoluo") == ["p-1.b"]


def test_a_fiscal_system_is_its_countys_and_its_towns(finance: Served):
    published = FiscalSystemPublished(
        "juxian", version=1, basis="policy", effective_from=DAY, powers=(), duties=(), splits=(),
        published_on=DAY, document="文号",
    )  # fmt: skip
    happened(finance, FISCAL_SYSTEM, "juxian", published)
    for by in ("juxian", "juxian-finance", "zhaoxian", "assist-zhaoxian", "finance", "tax"):
        assert rows(finance, "fiscal-systems", by) == ["juxian.1"], by
        assert types(finance, "fiscal-system-juxian", by), by
    for by in ("taoluo", "donggang", "housing"):
        assert rows(finance, "fiscal-systems", by) == [], by
        assert types(finance, "fiscal-system-juxian", by) == [], by


def test_a_countys_reserve_is_its_own(land: Served):
    scale, reserve = ConstructionScaleSet("juxian", scale=1000), ReserveSet("juxian", reserved=50)
    happened(land, RESERVE_BOOK, "juxian", scale, reserve)
    for by in ("juxian", "juxian-finance", "natural-resources", "reform"):
        assert rows(land, "reserve-ledger", by) == ["juxian"], by
        assert len(types(land, "reserve-juxian", by)) == 2, by
    for by in ("taoluo", "zhaoxian", "donggang", "finance"):
        assert rows(land, "reserve-ledger", by) == [], by
        assert types(land, "reserve-juxian", by) == [], by


def test_a_countys_plan_and_its_document_are_read_in_the_county(supervision: Served):
    uploaded = supervision.call("POST", "/documents?name=a.pdf", data=b"%PDF", by="juxian")
    attached = Attachment(**uploaded.json)
    adopted = CountyPlanAdopted(
        "juxian", version=1, title="方案", measures=("措施",), adopted_on=DAY, until=DAY,
        document="文号", attachments=(attached,),
    )  # fmt: skip
    happened(supervision, COUNTY_PLAN, "juxian", adopted)
    document = f"/documents/{attached.sha256}?stream=county-plan-juxian"
    for by, sees in [("juxian", 1), ("zhaoxian", 1), ("housing", 1), ("taoluo", 0), ("tax", 0)]:
        assert len(types(supervision, "county-plan-juxian", by)) == sees, by
        assert ("juxian" in rows(supervision, "county-plans", by)) is bool(sees), by
        assert supervision.get(document, by=by).status_code == (200 if sees else 403), by


def test_a_matter_is_read_by_whom_it_was_given_to_and_no_other_department(supervision: Served):
    raised = IssueRaised(
        "i", town="taoluo", county="donggang", kind="problem", title="独有的标题", description="说明",
        clause="RZ-2.2.c", raised_on=DAY,
    )  # fmt: skip
    assigned = IssueAssigned(
        "i", town="taoluo", handler="finance", copied=("reform",), co_handlers=("tax",)
    )
    happened(supervision, ISSUE, "i", raised, assigned)
    for by in ("finance", "reform", "tax", "taoluo", "donggang-housing", "housing", "gov-office"):
        assert types(supervision, "issue-i", by), by
        for ledger in ("issue-ledger", "issue-file"):
            assert rows(supervision, ledger, by) == ["i"], (ledger, by)
    for by in ("ecology", "jufeng", "lanshan", "assist-jufeng"):
        assert types(supervision, "issue-i", by) == [], by
        assert "独有的标题" not in everything(supervision, by), by


@view(
    "judged", title="评审", key="bid", version=1, sight=[to_person("judges"), to_town()]
)  # fmt: skip
class Judged(Row):
    bid: str = column("申报")
    town: str = column("镇")
    judges: tuple[str, ...] = column("评审人", ())


def test_what_is_remembered_of_one_holds_for_nobody_else_and_by_no_other_text(finance: Served):
    def seen(by: str, person: str, text: Registry) -> dict[str, set[str]]:
        headers = {"Authorization": f"Bearer {finance.token(by, person=person)}"}
        request = Request(EnvironBuilder(headers=headers).get_environ())
        call = Call(finance.face, request, cast(Route, None), cast(Any, None))
        call.registry = text
        return {c.column: set(c.value) for (c,) in rows_seen(call, Judged.definition) or ()}

    text = registry()
    moved = {id: replace(town, county="lanshan") for id, town in text.towns.items()}
    other = replace(text, towns=moved)
    for _ in "first", "again":
        for person in "甲", "乙":
            for town in "taoluo", "jufeng":
                assert seen(town, person, text) == {"judges": {f"{town}/{person}"}, "town": {town}}
        assert seen("donggang", "甲", text)["town"] < moved.keys()
        assert seen("lanshan", "甲", other)["town"] == moved.keys()
        assert "town" not in seen("donggang", "甲", other)


def test_what_is_declared_to_nobody_the_operator_reads(finance: Served):
    discarded = ParkedKeyDiscarded(
        "projects", key="project-p", first_position=3, last_position=4, reason="重复"
    )
    happened(finance, JOURNAL, "projects", discarded)
    assert types(finance, "reaction-projects", "finance") == ["ParkedKeyDiscarded"]
    for by in ("taoluo", "pboc", "housing", "donggang"):
        assert types(finance, "reaction-projects", by) == []
