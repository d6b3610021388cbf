"""RZ-3.3.c: a bulletin is read by whom its scope reaches, by its issuer, by whom it reports on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.supervision.domain.bulletin.state import BULLETIN
from services.supervision.views.bulletin_figures import BulletinFigures
from services.supervision.views.bulletin_reviews import BulletinReviews
from services.supervision.views.bulletins import Bulletins
from shared.kernel.commands.ids import command_id
from shared.kernel.commands.unit import Order
from shared.kernel.subscription.journal import SYSTEM_ACTOR
from shared.schemas.supervision.bulletin import HandlingFigures, TakeBulletinFigures
from tests.integration.http import served as parts
from tests.integration.http.served import Served, served

READERS = ["housing", "reform", "tax", "assist-taoluo", "donggang-water", "donggang", "taoluo"]


@pytest.fixture
def supervision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    views = [Bulletins, BulletinFigures, BulletinReviews]
    monkeypatch.setitem(parts.PARTS, "supervision", ("督导", [BULLETIN], views))
    with served("supervision", tmp_path) as service:
        draft = {"bulletin": "b1", "title": "演示", "summary": "演示", "since": "2024-02-01",
                 "until": "2024-02-29"}  # fmt: skip
        assert service.give("draft-bulletin", draft, by="housing").status_code == 200
        executor = service.face.executor
        data = TakeBulletinFigures(
            "b1", revision=1, departments=(HandlingFigures("reform", handled=2, resolved=1),)
        )
        command, id = executor.by_data[type(data)], command_id("system", "take", "1")
        executor.execute(Order(command, data, SYSTEM_ACTOR, executor.clock.now(), id))
        yield service


def told(service: Served, scope: str) -> None:
    answer = service.give("publish-bulletin", {"bulletin": "b1", "scope": scope}, by="housing")
    assert answer.status_code == 200 and answer.json["visible"]


def readers_of(service: Served, path: str) -> list[str]:
    """Who finds something at a view's path."""
    return [by for by in READERS if service.get(path, by=by).json["rows"]]


def readers_of_stream(service: Served) -> list[str]:
    statuses = {by: service.get("/streams/bulletin-b1", by=by).status_code for by in READERS}
    assert set(statuses.values()) <= {200, 403}
    return [by for by, status in statuses.items() if status == 200]


def test_a_draft_is_read_by_its_issuer_alone(supervision: Served) -> None:
    assert readers_of(supervision, "/views/bulletins") == ["housing"]
    assert readers_of_stream(supervision) == ["housing"]
    assert supervision.get("/views/bulletins/b1", by="tax").status_code == 404


@pytest.mark.parametrize(
    ("scope", "reached"),
    [
        ("group", ["housing", "assist-taoluo"]),
        ("departments", ["housing", "reform", "tax", "assist-taoluo", "donggang-water"]),
        ("counties", READERS[:-1]),
        ("public", READERS),
    ],
)
def test_a_bulletin_is_read_by_whom_its_scope_reaches(
    supervision: Served, scope: str, reached: list[str]
) -> None:
    told(supervision, scope)
    assert readers_of(supervision, "/views/bulletins") == reached
    with_figures = [by for by in READERS if by in (*reached, "reform")]
    assert readers_of(supervision, "/views/bulletin-figures") == with_figures
    assert readers_of_stream(supervision) == with_figures


def test_a_review_is_read_by_who_asked_and_who_decides(supervision: Served) -> None:
    told(supervision, "public")
    grounds = {"bulletin": "b1", "grounds": "演示"}
    assert supervision.give("request-review", grounds, by="tax").status_code == 422
    assert supervision.give("request-review", grounds, by="reform").status_code == 200
    assert readers_of(supervision, "/views/bulletin-reviews") == ["housing", "reform"]
    past = supervision.get("/views/bulletin-reviews?as_of=99", by="tax").json
    assert past["rows"] == []
