"""Bids, points and nominations are sealed until they are decided on: at every address."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.finance.domain.award_round.state import AWARD_ROUND
from services.land.domain.land_programme.state import LAND_PROGRAMME
from services.projects.domain.siting.state import SITING
from shared.schemas.finance.award_round import (
    Award,
    AwardBidScored,
    AwardBidSubmitted,
    AwardRoundOpened,
    AwardScoringClosed,
    Criterion,
    CriterionScore,
    RankedBid,
    Reviewer,
    ReviewerRecused,
)
from shared.schemas.finance.award_round_result import AwardObjectionLodged, AwardResultPublicised
from shared.schemas.land.land_programme import (
    AreaNominated,
    AreasSelected,
    NominationsRanked,
    ProgrammeOpened,
    ProgrammeProceedsBooked,
    RankedNomination,
)
from shared.schemas.projects.siting import (
    EligibilityAssessed,
    SitingBid,
    SitingDecided,
    SitingOpened,
)
from shared.schemas.projects.siting import (
    RankedBid as RankedSite,
)
from tests.integration.http.served import Served, served
from tests.security.reading import everything, rows, types
from tests.security.recorded import happened

DAY = date(2024, 3, 1)
SECRET_A, SECRET_B = "甲镇申报内容", "乙镇申报内容"
CRITERION = Criterion(criterion="quality", title="质量", weight=100)
REVIEWERS = (
    Reviewer(reviewer="r-1", person="评审一", organisation="housing"),
    Reviewer(reviewer="r-2", person="评审二", organisation="housing"),
    Reviewer(reviewer="r-3", person="评审三", organisation="donggang-finance"),
)
OPENED = AwardRoundOpened(
    round="r", name="奖补", pool_fen=100, prizes_fen=(60, 40), minimum_score=0,
    criteria=(CRITERION,), towns=("taoluo", "zhaoxian"), reviewers=REVIEWERS,
    bids_until=DAY, opened_on=DAY,
)  # fmt: skip
BIDS = (
    AwardBidSubmitted(
        "r", town="taoluo", title=SECRET_A, wanted_fen=60, project=None, submitted_on=DAY
    ),
    AwardBidSubmitted(
        "r", town="zhaoxian", title=SECRET_B, wanted_fen=50, project=None, submitted_on=DAY
    ),
)
RECUSED = ReviewerRecused(
    "r", town="taoluo", reviewer="r-3", reason="本区县的镇", declared_by="finance",
    score_dropped=False,
)  # fmt: skip
POINTS = (
    AwardBidScored(
        "r", town="taoluo", reviewer="r-1", scores=(CriterionScore(criterion="quality", points=91),)
    ),
    AwardBidScored(
        "r", town="taoluo", reviewer="r-2", scores=(CriterionScore(criterion="quality", points=82),)
    ),
)
RANKING = (
    RankedBid(rank=1, town="taoluo", score_thousandths=86500, reviewers=2, means=(), why="总分"),
    RankedBid(rank=2, town="zhaoxian", score_thousandths=70000, reviewers=2, means=(), why="总分"),
)
CLOSED = AwardScoringClosed("r", ranking=RANKING, scores_required=2, closed_on=DAY)
AWARDS = (
    Award(town="taoluo", rank=1, amount_fen=60, why="第1名"),
    Award(town="zhaoxian", rank=2, amount_fen=40, why="第2名"),
)
PUBLICISED = AwardResultPublicised(
    "r", publicity=1, ranking=RANKING, awards=AWARDS, publicised_on=DAY, working_days=5
)


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


def test_bids_are_seen_by_their_towns_the_reviewers_and_the_organiser(finance: Served):
    happened(finance, AWARD_ROUND, "sealed", *in_round("sealed", OPENED, *BIDS, RECUSED))
    seen = {
        (by, person): [e for e in types(finance, "award-round-sealed", by, person) if "Bid" in e]
        for by, person in [
            ("taoluo", "张三"), ("juxian", "张三"), ("jufeng", "张三"), ("assist-taoluo", "张三"),
            ("housing", "评审一"), ("housing", "张三"), ("donggang-finance", "评审三"),
            ("finance", "张三"), ("pboc", "张三"),
        ]
    }  # fmt: skip
    assert seen == {
        ("taoluo", "张三"): ["AwardBidSubmitted"],
        ("juxian", "张三"): [],
        ("jufeng", "张三"): [],
        ("assist-taoluo", "张三"): [],
        ("housing", "评审一"): ["AwardBidSubmitted"] * 2,
        ("housing", "张三"): [],
        ("donggang-finance", "评审三"): ["AwardBidSubmitted"],
        ("finance", "张三"): ["AwardBidSubmitted"] * 2,
        ("pboc", "张三"): [],
    }
    assert SECRET_A in everything(finance, "taoluo")
    assert SECRET_B not in everything(finance, "taoluo")
    assert rows(finance, "award-ranking", "taoluo") == ["sealed.taoluo"]
    assert finance.get("/views/award-ranking/sealed.zhaoxian", by="taoluo").status_code == 404
    for format in ("csv", "xlsx"):
        file = finance.get(f"/views/award-ranking?format={format}", by="taoluo")
        assert file.headers["Ledger-Rows"] == "1"


def test_a_filter_or_an_order_tells_nothing_of_what_is_sealed(finance: Served):
    happened(finance, AWARD_ROUND, "asked", *in_round("asked", OPENED, *BIDS))
    for query in ("?wanted_fen=50", "?title=" + SECRET_B, "?as_of=1000", "?as_of=1000&sort=-fen"):
        answer = finance.get(f"/views/award-ranking{query}", by="taoluo")
        assert SECRET_B not in answer.get_data(as_text=True).replace(query, "")
        assert [r["town"] for r in answer.json.get("rows", []) if r["town"] != "taoluo"] == []


def test_points_are_the_reviewers_own_until_the_result_is_publicised(finance: Served):
    id = "scoring"
    happened(finance, AWARD_ROUND, id, *in_round(id, OPENED, *BIDS, *POINTS))
    stream = f"award-round-{id}"
    assert types(finance, stream, "housing", "评审一").count("AwardBidScored") == 1
    assert types(finance, stream, "finance").count("AwardBidScored") == 0
    assert types(finance, stream, "taoluo").count("AwardBidScored") == 0

    closing = {"command": "close-scoring", "data": {"round": id}}
    tried = finance.call("POST", "/simulations", json={"commands": [closing]}, by="finance")
    assert "86500" not in tried.get_data(as_text=True)
    for by in ("taoluo", "pboc"):
        answer = finance.call(
            "POST", "/simulations", json={"commands": [{**closing, "org": "finance"}]}, by=by
        )
        assert (answer.status_code, "86500" in answer.get_data(as_text=True)) in [
            (403, False),
            (200, False),
        ]

    happened(finance, AWARD_ROUND, id, *in_round(id, CLOSED))
    assert types(finance, stream, "finance").count("AwardBidScored") == 2
    assert "AwardScoringClosed" not in types(finance, stream, "taoluo")
    assert "86500" not in everything(finance, "taoluo")

    happened(finance, AWARD_ROUND, id, *in_round(id, PUBLICISED))
    for by in ("taoluo", "jufeng", "pboc", "lanshan-housing"):
        assert types(finance, stream, by).count("AwardBidScored") == 2
        assert "86500" in everything(finance, by)


def test_an_objection_is_between_who_lodged_it_and_who_decides(finance: Served):
    id = "objected"
    lodged = AwardObjectionLodged(
        id, objection="o-1", organisation="zhaoxian", about="taoluo", text="材料不实", lodged_on=DAY,
        working_days=5,
    )  # fmt: skip
    happened(finance, AWARD_ROUND, id, *in_round(id, OPENED, *BIDS, CLOSED, PUBLICISED), lodged)
    for by, sees in [("zhaoxian", True), ("finance", True), ("gov-office", True)] + [
        (by, False) for by in ("taoluo", "jufeng", "juxian", "pboc")
    ]:
        assert ("AwardObjectionLodged" in types(finance, f"award-round-{id}", by)) is sees, by
        assert ("材料不实" in everything(finance, by)) is sees, by


def test_a_state_is_told_only_to_who_sees_all_that_made_it(finance: Served):
    happened(finance, AWARD_ROUND, "state", *in_round("state", OPENED, *BIDS))
    past = "/streams/award-round-state?as_of=9"
    assert finance.get(past, by="finance").json["state"]["bids"]["zhaoxian"] == 50
    assert finance.get(past, by="taoluo").json["state"] is None
    assert finance.get("/streams/award-round-state?as_of=1", by="taoluo").json["state"]


def test_nominations_and_their_ranking_are_sealed_until_areas_are_selected(land: Served):
    id = "lp"
    ranking = [
        RankedNomination(
            rank=1, nomination="a-1", town="taoluo", pilot=True, score=90, remark="一"
        ),
        RankedNomination(
            rank=2, nomination="a-2", town="jufeng", pilot=True, score=80, remark="二"
        ),
    ]
    happened(
        land,
        LAND_PROGRAMME,
        id,
        ProgrammeOpened(id, name="整治", kind="restoration", year=2024, places=1, opened_on=DAY),
        nominated(id, "a-1", "taoluo", "donggang"),
        nominated(id, "a-2", "jufeng", "lanshan"),
        NominationsRanked(id, ranking=ranking, ranked_on=DAY),
    )
    stream = "land-programme-lp"
    assert types(land, stream, "taoluo") == ["ProgrammeOpened", "AreaNominated"]
    assert types(land, stream, "lanshan-land") == ["ProgrammeOpened", "AreaNominated"]
    assert types(land, stream, "nanhu") == ["ProgrammeOpened"]
    assert len(types(land, stream, "agriculture")) == 4
    assert "a-2" not in everything(land, "taoluo")
    assert land.get("/views/programme-areas/lp.a-1", by="taoluo").json["row"]["rank"] is None

    booked = ProgrammeProceedsBooked(
        id, entry="e-1", nomination="a-1", town="taoluo", amount_fen=123456789, origin="指标",
        booked_on=DAY,
    )  # fmt: skip
    happened(
        land,
        LAND_PROGRAMME,
        id,
        AreasSelected(id, selected=["a-1"], ranking=ranking, deviation=None, selected_on=DAY),
        booked,
    )
    assert types(land, stream, "nanhu").count("AreaNominated") == 2
    assert "a-2" in everything(land, "nanhu")
    assert "123456789" not in everything(land, "nanhu") + everything(land, "jufeng")
    assert "ProgrammeProceedsBooked" not in types(land, stream, "nanhu")
    assert "123456789" in everything(land, "taoluo")


def test_bids_for_a_site_are_sealed_until_it_is_decided(projects: Served):
    id = "s"
    opened = SitingOpened(
        id, name="演示", kind="investment", won_by="none", county=None, criteria="标准",
        bids_until=DAY, opened_on=DAY,
    )  # fmt: skip
    bids = (
        SitingBid(id, town="taoluo", offer=SECRET_A, bid_on=DAY),
        SitingBid(id, town="jufeng", offer=SECRET_B, bid_on=DAY),
    )
    assessed = EligibilityAssessed(id, bidder="jufeng", eligible=True, score=88, remark="乙镇符合")
    happened(projects, SITING, id, opened, *bids, assessed)
    assert types(projects, "siting-s", "taoluo") == ["SitingOpened", "SitingBid"]
    assert types(projects, "siting-s", "zhaoxian") == ["SitingOpened"]
    assert len(types(projects, "siting-s", "reform")) == 4
    for by in ("taoluo", "zhaoxian", "lanshan"):
        assert SECRET_B not in everything(projects, by)
        assert projects.get("/views/siting-ledger/s", by=by).json["row"]["bidders"] == []
    site = RankedSite(rank=1, town="jufeng", pilot=True, eligible=True, score=88, remark="好")
    happened(
        projects,
        SITING,
        id,
        SitingDecided(
            id, chosen="jufeng", considered=(site,), deviation=None, decided_on=DAY, document=None
        ),
    )
    assert projects.get("/views/siting-ledger/s", by="taoluo").json["row"]["bidders"] == ["jufeng"]
    assert types(projects, "siting-s", "zhaoxian").count("SitingBid") == 2


def test_a_countys_site_is_its_towns_business(projects: Served):
    opened = SitingOpened(
        "c", name="演示", kind="investment", won_by="county", county="lanshan", criteria="标准",
        bids_until=DAY, opened_on=DAY,
    )  # fmt: skip
    happened(projects, SITING, "c", opened)
    for by, sees in [("jufeng", 1), ("lanshan-housing", 1), ("taoluo", 0), ("donggang", 0)]:
        assert len(types(projects, "siting-c", by)) == sees, by
        assert rows(projects, "siting-ledger", by, "?siting=c") == ["c"] * sees, by


def in_round(id: str, *events: Any) -> list[Any]:
    return [replace(event, round=id) for event in events]


def nominated(programme: str, id: str, town: str, county: str) -> AreaNominated:
    return AreaNominated(
        programme, nomination=id, town=town, county=county, name=f"区域 {id}", area=100,
        farmland=None, new_farmland=None, required_percent=None, measures="措施", nominated_on=DAY,
    )  # fmt: skip
