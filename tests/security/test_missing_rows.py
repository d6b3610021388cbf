"""What could not be entered in a ledger is told to whom it concerns, and to nobody else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.finance.domain.fund.state import FUND
from shared.kernel.views.set_aside import Failure, put_aside
from shared.kernel.views.tables import ViewTables
from shared.schemas.finance.fund import FundRegistered, FundsAppropriated
from tests.integration.http.served import Served, served
from tests.security.recorded import happened

MORE_THAN_A_COLUMN_HOLDS = 2**63
IDS = ["f-later", "f-lost", "f-theirs"]


@pytest.fixture(scope="module", params=["here", "aside"])
def finance(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Served]:
    """A service in whose log an older release has put what no ledger can hold."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "aside":
            patch.setattr("shared.face.http.past.SHORT", -1)
        with served("finance", tmp_path_factory.mktemp("finance")) as service:
            happened(service, FUND, "f-whole", of_county("f-whole", "juxian"))
            happened(service, FUND, "f-lost", of_county("f-lost", "juxian", lost=True))
            happened(service, FUND, "f-theirs", of_county("f-theirs", "donggang", lost=True))
            too_much = FundsAppropriated("f-later", amount_fen=MORE_THAN_A_COLUMN_HOLDS)
            happened(service, FUND, "f-later", of_county("f-later", "juxian"), too_much)
            yield service


@pytest.mark.parametrize("past", ["", "as_of=1000"])
def test_each_is_told_of_its_own_rows_that_are_missing_and_of_no_others(
    finance: Served, past: str
) -> None:
    for by, told in [
        ("juxian", ["f-later", "f-lost"]),
        ("juxian-finance", ["f-later", "f-lost"]),
        ("donggang", ["f-theirs"]),
        ("lanshan", []),
        ("taoluo", []),
        ("finance", IDS),
    ]:
        page = finance.get(f"/views/fund-ledger?{past}", by=by).json
        assert (page["incomplete"], page["unplaced"]) == (told, 0), by
        if by in ("juxian", "donggang"):
            file = finance.get(f"/views/fund-ledger?{past}&format=csv", by=by)
            head = file.get_data(as_text=True).partition("\r\n\r\n")[0]
            assert [id for id in IDS if id in head] == told, (by, head)


@pytest.mark.parametrize("past", ["", "?as_of=1000"])
def test_a_row_that_never_came_to_stand_is_not_simply_unknown(finance: Served, past: str) -> None:
    lost = finance.get(f"/views/fund-ledger/f-lost{past}", by="juxian")
    assert (lost.status_code, lost.json["incomplete"]) == (404, ["f-later", "f-lost"])
    assert "以案卷为准" in lost.json["detail_zh"]
    assert finance.get("/streams/fund-f-lost", by="juxian").status_code == 200
    for id, by in [("f-lost", "donggang"), ("f-lost", "taoluo"), ("nobody", "juxian")]:
        answer = finance.get(f"/views/fund-ledger/{id}{past}", by=by)
        assert answer.status_code == 404
        assert "incomplete" not in answer.json, "no word of what is not the caller's"


def of_county(id: str, county: str, *, lost: bool = False) -> FundRegistered:
    year = MORE_THAN_A_COLUMN_HOLDS if lost else 2024
    return FundRegistered(
        id, name="区级", source="county", kind="special", year=year, county=county
    )


def test_of_what_another_service_told_a_restricted_caller_learns_how_much_is_missing(
    tmp_path: Path,
) -> None:
    """Its event is not kept here: nobody can say whose it was."""
    with served("supervision", tmp_path) as service:
        view = service.face.views.views["projects-on-the-ledger"]
        table = ViewTables().table(view, 1)
        with service.face.log.database.write() as connection:
            put_aside(connection, table.name, {"p-lost": Failure(7, ArithmeticError())})
        page = service.get("/views/projects-on-the-ledger", by="taoluo").json
        assert (page["incomplete"], page["unplaced"]) == ([], 1)
        one = service.get("/views/projects-on-the-ledger/p-lost", by="taoluo").json
        assert (one["status"], one["incomplete"], one["unplaced"]) == (404, [], 1)
        file = service.get("/views/projects-on-the-ledger?format=csv", by="taoluo")
        assert "另有 1 项未能计入" in file.get_data(as_text=True)
        assert service.get("/views/projects-on-the-ledger", by="housing").json["incomplete"] == [
            "p-lost"
        ]
