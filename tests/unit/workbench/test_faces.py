"""How services are asked: one request each, however many the questions are."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from shared.workbench.faces import TOGETHER, Away, Declined, Faces, Question, Unanswered
from shared.workbench.person import Person
from shared.workbench.settings import ServicePlace

CLERK = Person("z", "张三", "finance")


@contextmanager
def department(
    *, knows_questions: bool = True, room: int = 10**6
) -> Iterator[tuple[str, list[str]]]:
    """A service that answers each path with itself; where it is, and what came to it."""
    came: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            came.append(f"GET {self.path}")
            if "moved" in self.path:
                self._send(302, {}, Location="/elsewhere")
                return
            self._send(404 if "missing" in self.path else 200, {"told": self.path})

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["questions"]
            came.append(f"POST {len(asked)}")
            if not knows_questions:
                self._send(404, {"title_zh": "没有这个地址"})
                return
            answers = [
                {"status": 200 if n < room else 413, "body": {"told": q["path"], "by": q["query"]}}
                for n, q in enumerate(asked)
            ]
            self._send(200, {"answers": answers})

        def _send(self, status: int, body: Any, **headers: str) -> None:
            told = json.dumps(body).encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing is said of it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", came
        server.shutdown()


def faces(**urls: str) -> Faces:
    places = {name: ServicePlace(name, url, f"业务{name}") for name, url in urls.items()}
    return Faces(places, lambda person, service: "t")


def test_each_service_is_asked_once_whatever_the_order_of_the_questions() -> None:
    with department() as (land, of_land), department() as (people, of_people):
        asked = [Question(s, f"/{s}/{n}", {"n": n, "left": None}) for n in range(3) for s in "lp"]
        told = faces(l=land, p=people).get_all(CLERK, asked)
        assert told == [{"told": q.path, "by": {"n": q.query["n"]}} for q in asked]
        assert of_land == of_people == ["POST 3"]


def test_more_questions_than_a_request_holds_go_in_several() -> None:
    with department() as (land, came):
        asked = [Question("l", f"/{n}") for n in range(TOGETHER + 5)]
        assert len(faces(l=land).get_all(CLERK, asked)) == TOGETHER + 5
        assert sorted(came) == sorted([f"POST {TOGETHER}", "POST 5"])


def test_a_service_of_an_earlier_release_is_asked_one_by_one() -> None:
    with department(knows_questions=False) as (land, came):
        told = faces(l=land).get_all(CLERK, [Question("l", "/a"), Question("l", "/missing")])
        assert told[0] == {"told": "/a"}
        assert isinstance(told[1], Declined) and told[1].status == 404
        assert came == ["POST 2", "GET /a", "GET /missing"]


def test_what_had_no_room_is_asked_for_alone() -> None:
    with department(room=1) as (land, came):
        told = faces(l=land).get_all(CLERK, [Question("l", "/a"), Question("l", "/b")])
        assert told == [{"told": "/a", "by": {}}, {"told": "/b"}]
        assert came == ["POST 2", "GET /b"]


def test_a_service_that_is_away_hinders_nobody() -> None:
    with department() as (land, _):
        asked = [Question(s, f"/{n}") for s in ("l", "gone") for n in range(2)]
        told = faces(l=land, gone="http://127.0.0.1:9").get_all(CLERK, asked)
        assert [isinstance(one, Away) for one in told] == [False, False, True, True]


def test_a_path_that_leads_elsewhere_is_sent_nowhere() -> None:
    with department() as (land, came):
        told = faces(l=land).get_all(CLERK, [Question("l", "/a/../b"), Question("l", "/c?d=1")])
        assert [isinstance(one, Declined) and one.status for one in told] == [404, 404]
        assert came == []


def test_a_service_sends_nobody_elsewhere() -> None:
    with department() as (land, came):
        with pytest.raises(Unanswered):
            faces(l=land).get(CLERK, Question("l", "/moved"))
        assert came == ["GET /moved"]
