"""Questions to a source go out at once, on connections that are kept, and are asked anew once."""

import contextlib
import socket
import threading
from collections.abc import Iterator

import pytest

from shared.kernel.subscription.asking import READ_SECONDS, Asking
from shared.kernel.subscription.feed import Feed
from shared.kernel.subscription.source import SourceUnavailable
from tests.eventually import PATIENCE_SECONDS

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nyes!"
REFUSED = b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"
FULL = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"
CUT = b""
"""It closes the connection instead of an answer."""


class Token:
    """A token that is another one each time it is renewed."""

    def __init__(self) -> None:
        self.number = 1

    def __call__(self) -> str:
        return f"token-{self.number}"

    def renew(self) -> None:
        self.number += 1


class Source:
    """Answers one question after the other as it was told; one connection at a time."""

    def __init__(self, *answers: bytes) -> None:
        self._answers = list(answers)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}/base"
        self.asked: list[bytes] = []
        self.connections = 0
        self.heard = threading.Semaphore(0)
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._listening.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):  # who asked, or this source itself, has hung up
            while self._answers:
                connection, _ = self._listening.accept()
                self.connections += 1
                with connection:
                    self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        while self._answers and (question := connection.recv(4096)):
            self.asked.append(question)
            self.heard.release()
            answer = self._answers.pop(0)
            if answer == CUT:
                return
            connection.sendall(answer)


@pytest.fixture
def begin() -> Iterator[object]:
    sources: list[Source] = []

    def begin(*answers: bytes) -> tuple[Source, Asking]:
        sources.append(Source(*answers))
        return sources[-1], Asking("land", sources[-1].url, Token())

    yield begin
    for source in sources:
        source.close()


def test_a_question_is_there_before_its_answer_is_wanted(begin) -> None:
    source, asking = begin(OK)
    question = asking.begin("/events?after=3")
    assert source.heard.acquire(timeout=PATIENCE_SECONDS)
    assert source.asked[0].startswith(b"GET /base/events?after=3 HTTP/1.1\r\n")
    assert b"Authorization: Bearer token-1\r\n" in source.asked[0]
    assert question.answer() == (200, b"yes!")


def test_a_connection_is_kept(begin) -> None:
    source, asking = begin(OK, OK, OK)
    for _ in range(3):
        assert asking.begin("/").answer().status == 200
    assert source.connections == 1


def test_a_kept_connection_that_was_cut_is_replaced(begin) -> None:
    source, asking = begin(OK, CUT, OK)
    assert [asking.begin("/").answer().status for _ in range(2)] == [200, 200]
    assert (source.connections, len(source.asked)) == (2, 3)


def test_a_new_connection_that_is_cut_is_an_unavailable_source(begin) -> None:
    _, asking = begin(CUT)
    with pytest.raises(SourceUnavailable, match="land's feed: RemoteDisconnected"):
        asking.begin("/").answer()


def test_a_token_that_is_refused_is_renewed_once(begin) -> None:
    source, asking = begin(REFUSED, OK, REFUSED, REFUSED)
    assert asking.begin("/").answer().status == 200
    assert b"Bearer token-2" in source.asked[1]
    assert asking.begin("/").answer().status == 401


def test_a_source_that_does_not_listen_is_unavailable() -> None:
    asking = Asking("land", "http://127.0.0.1:1", Token())
    with pytest.raises(SourceUnavailable, match="land's feed: ConnectionRefusedError"):
        asking.begin("/")


def test_an_answer_without_end_is_not_read_to_its_end(begin, monkeypatch: pytest.MonkeyPatch):
    endless = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nyes!\r\n4\r\nyes!\r\n"
    source, asking = begin(endless, OK)
    monkeypatch.setattr("shared.kernel.subscription.asking.LARGEST", 4)
    with pytest.raises(SourceUnavailable):
        asking.begin("/events").answer()
    assert asking.begin("/events").answer().data == b"yes!"
    assert source.connections == 2


def test_an_answer_that_goes_on_is_read_and_cut_where_its_connection_is_not_kept(begin) -> None:
    last = (
        b"HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nyes!\r\n"
    )
    _, asking = begin(last, OK)
    stream = asking.listen("/heads", 1.0)
    assert stream._sock.gettimeout() == 1.0
    assert stream.read() == b"yes!"
    assert stream._sock.gettimeout() == READ_SECONDS
    stream.cut()
    with pytest.raises(SourceUnavailable, match="IncompleteRead"):
        stream.read()
    stream.close()


def test_who_does_not_tell_its_heads_is_unavailable_and_its_token_read_anew(begin) -> None:
    source, _ = begin(REFUSED, FULL)
    feed = Feed("land", source.url, Token())
    for status in (401, 503):
        with pytest.raises(SourceUnavailable, match=f"land's heads: {status}"):
            feed.heads(PATIENCE_SECONDS)
    assert b"Bearer token-2" in source.asked[1]
