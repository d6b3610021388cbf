"""A service that hangs is waited for by one page, and not by those after it; what is only slow is."""

import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count

import pytest

from shared.workbench import faces as asking
from shared.workbench import patience
from shared.workbench.faces import Away, Faces, Question, Unanswered
from shared.workbench.patience import Patience, silent
from shared.workbench.person import Person
from shared.workbench.settings import ServicePlace
from tests.eventually import eventually

CLERK = Person("z", "张三", "finance")
SOON = 0.4


class Department:
    """A service that accepts whoever comes: while it hangs it says nothing, not even that it is
    ready; while it is slow it says that alone. `came` are the paths that it was asked."""

    def __init__(self) -> None:
        self.works, self.ready = threading.Event(), threading.Event()
        self.came: list[str] = []

    def meet(self, path: str) -> None:
        self.came.append(path)
        (self.ready if path == "/health/ready" else self.works).wait(60)


@contextmanager
def listening(department: Department) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            department.meet(self.path)
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            with suppress(ConnectionError):  # who asked may have gone
                self.wfile.write(b"{}")

        do_POST = do_GET

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is said of it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            department.works.set()
            department.ready.set()
            server.shutdown()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who hangs is given up soon, however full the machine of the tests."""
    monkeypatch.setattr(asking, "LOOK_SECONDS", 1.0)
    monkeypatch.setattr(patience, "LATE_SECONDS", 60.0)
    monkeypatch.setattr(patience, "share", lambda: 1.0)


def faces(**urls: str) -> Faces:
    places = {name: ServicePlace(name, url, f"业务{name}") for name, url in urls.items()}
    return Faces(places, lambda person, service: "t", soon=SOON)


@pytest.mark.usefixtures("impatient")
def test_who_hangs_keeps_nobody_else_from_being_told_and_is_not_waited_for_again() -> None:
    hanging, other = Department(), Department()
    other.works.set()
    other.ready.set()
    with listening(hanging) as land, listening(other) as people:
        asked = faces(land=land, people=people)
        both = [Question("land", "/a"), Question("people", "/b")]
        assert [isinstance(a, Unanswered) for a in asked.get_all(CLERK, both)] == [True, False]
        with pytest.raises(Unanswered, match="业务land尚未答复"):
            asked.get(CLERK, Question("land", "/c"))
        assert "/c" not in hanging.came, "nobody asked it"


@pytest.mark.usefixtures("impatient")
def test_who_hung_is_asked_again_once_it_is_back() -> None:
    department = Department()
    with listening(department) as land:
        asked = faces(land=land)
        with pytest.raises(Unanswered):
            asked.get(CLERK, Question("land", "/a"))
        department.ready.set()
        department.works.set()
        eventually(
            lambda: asked.get_all(CLERK, [Question("land", "/b")]) == [{}], "it is asked again"
        )


def test_what_is_only_long_is_waited_for() -> None:
    department = Department()
    department.ready.set()
    with listening(department) as land:
        threading.Timer(2 * SOON, department.works.set).start()
        assert faces(land=land).get(CLERK, Question("land", "/a")) == {}


@pytest.mark.usefixtures("impatient")
def test_what_is_sent_is_waited_for_even_by_who_hangs() -> None:
    department = Department()
    with listening(department) as land:
        asked = faces(land=land)
        with pytest.raises(Unanswered):
            asked.get(CLERK, Question("land", "/a"))
        threading.Timer(SOON, department.works.set).start()
        assert asked.send(CLERK, "land", "POST", "/commands/do", json={}) == {}


def test_a_command_without_an_answer_is_not_said_to_have_failed() -> None:
    department = Department()
    with listening(department) as land, pytest.raises(Unanswered, match="尚未答复"):
        faces(land=land).ask(CLERK, "land", "POST", "/commands/do", patience=SOON, json={})
    with pytest.raises(Away, match="暂不可用") as away:
        faces(land="http://127.0.0.1:9").send(CLERK, "land", "POST", "/commands/do", json={})
    assert not isinstance(away.value, Unanswered), "nothing was sent"


@pytest.mark.parametrize(
    ("wakes_after", "share", "given_up"),
    [(0.25, 1.0, True), (0.29, 0.5, True), (0.25, 0.1, False), (0.6, 1.0, False)],
)
def test_on_a_full_machine_the_silence_of_others_says_less(
    wakes_after: float, share: float, given_up: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine on which every pause of 0.25 s takes so long; the answer comes after a hundred."""
    monkeypatch.setattr(patience, "share", lambda: share)
    waiting: Future[str] = Future()
    pauses, now = count(1), [0.0]

    def pause(_: Future[str], most: float) -> None:
        now[0] += wakes_after
        if next(pauses) == 100:
            waiting.set_result("after all")

    assert silent(waiting, 3.0, clock=lambda: now[0], pause=pause) is given_up
    assert waiting.done() is not given_up


def test_who_still_looks_as_the_program_ends_fails_nowhere() -> None:
    """Whoever looks does so until the last, when no thread begins anything any more."""
    asked = faces(land="http://127.0.0.1:9")
    asked._lookers["land"].shutdown()
    assert not asked._ready("land")


def test_looking_for_one_that_hangs_ends_and_the_next_who_asks_looks_again() -> None:
    looks = count()

    def ready(service: str) -> bool:
        return next(looks) > 200

    known = Patience(ready, pause=0.0)
    assert known.ended("land")
    eventually(lambda: not known.hangs("land"), "it is back")
