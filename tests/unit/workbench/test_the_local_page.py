"""The embedded sign-in page where the register of people is away, or is none of the services."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from werkzeug.test import Client

from shared.workbench.app import Workbench
from shared.workbench.settings import ServicePlace, WorkbenchSettings

HOST = "localhost:8000"
ADDRESS = f"http://{HOST}"
SUMMARY = "<summary>以其他单位、姓名登录</summary>"


@contextmanager
def opened(folder: Path, service: str, title: str) -> Iterator[Client]:
    app = Workbench(
        WorkbenchSettings(
            services={service: ServicePlace(service, "http://127.0.0.1:1", title)},
            identity=folder / "identity",
            store=folder / "workbench.sqlite",
            hosts=frozenset({HOST}),
        )
    )
    yield Client(app)
    app.bench.store.close()


@pytest.mark.parametrize(
    ("service", "title", "says"), [("people", "人员任职", True), ("land", "用地", False)]
)
def test_without_the_register_one_still_comes_in_as_anybody(
    tmp_path: Path, service: str, title: str, says: bool
):
    with opened(tmp_path, service, title) as site:
        page = site.get("/sign-in", base_url=ADDRESS)
        assert page.status_code == 200
        assert ("人员任职：暂不可用" in page.text) is says
        assert "用地：暂不可用" not in page.text
        before, _, form = page.text.partition(SUMMARY)
        assert before.endswith("<details open>\n  ") and 'name="organisation"' in form
        who = {"organisation": "juxian-finance", "name": "演示-某", "next": "/new"}
        answer = site.post("/sign-in", base_url=ADDRESS, data=who, headers={"Origin": ADDRESS})
        assert (answer.status_code, answer.headers["Location"]) == (303, "/new")
