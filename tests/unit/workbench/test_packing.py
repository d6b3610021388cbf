"""Pages go packed to browsers that unpack."""

import gzip

from werkzeug import Request, Response
from werkzeug.test import EnvironBuilder

from shared.workbench.packing import pack

PAGE = "<td>招贤镇</td>" * 500


def packed(body: str, kind: str = "text/html; charset=utf-8", takes: str = "gzip") -> Response:
    request = Request(EnvironBuilder(headers={"Accept-Encoding": takes}).get_environ())
    return pack(request, Response(body, content_type=kind))


def test_a_page_is_packed_and_says_its_length() -> None:
    answer = packed(PAGE)
    assert gzip.decompress(answer.get_data()).decode() == PAGE
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert int(answer.headers["Content-Length"]) == len(answer.get_data()) < len(PAGE) / 10


def test_a_browser_that_does_not_unpack_gets_it_plain() -> None:
    assert packed(PAGE, takes="").get_data(as_text=True) == PAGE


def test_files_and_small_parts_are_left_as_they_are() -> None:
    assert "Content-Encoding" not in packed(PAGE, "text/csv").headers
    assert "Content-Encoding" not in packed("<b>3</b>").headers
