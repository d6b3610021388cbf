"""The files that pages load: our own, and those that wheels ship; each at an address of its hash."""

import gzip
import hashlib
from dataclasses import dataclass
from importlib.metadata import distribution
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from werkzeug import Request, Response

YEAR_SECONDS = 365 * 86400


@dataclass(frozen=True)
class _File:
    type: str
    content: bytes
    packed: bytes
    hash: str


class StaticFiles:
    """Read once at the start: a file that is missing is told then, not to who opens a page."""

    def __init__(self) -> None:
        own = files("shared.workbench").joinpath("static")
        wheel = files("js_lib_htmx").joinpath("static", "htmx")
        self._files = {
            "workbench.css": _read(own, "workbench.css", "text/css"),
            "paper.css": _read(own, "paper.css", "text/css"),
            "workbench.js": _read(own, "workbench.js", "text/javascript"),
            "mark.svg": _read(own, "mark.svg", "image/svg+xml"),
            "htmx.js": _read(wheel, "htmx.min.js", "text/javascript"),
            "figures.js": _read(own, "figures.js", "text/javascript"),
            "echarts.js": _read(echarts(), "echarts.esm.min.js", "text/javascript"),
        }

    def address(self, name: str) -> str:
        """Where a page finds a file."""
        return f"/static/{name}?{self._files[name].hash}"

    def serve(self, request: Request, name: str) -> Response:
        """A file, for ever: another content has another address."""
        file = self._files.get(name)
        if file is None:
            return Response("没有这个文件", 404)
        packs = "gzip" in request.headers.get("Accept-Encoding", "")
        answer = Response(file.packed if packs else file.content, content_type=file.type)
        if packs:
            answer.headers["Content-Encoding"] = "gzip"
        answer.headers["Vary"] = "Accept-Encoding"
        answer.headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"
        return answer


def echarts() -> Path:
    """The folder of ECharts' file: of its wheel nothing is imported, for it needs what is not
    installed."""
    return Path(str(distribution("instaui-echarts").locate_file("instaui_echarts/static")))


def _read(folder: Traversable, name: str, kind: str) -> _File:
    content = folder.joinpath(name).read_bytes()
    charset = "" if kind.startswith("image") else "; charset=utf-8"
    packed = gzip.compress(content, mtime=0)
    return _File(kind + charset, content, packed, hashlib.sha256(content).hexdigest()[:12])
