"""A running service, as the command line speaks to it: over HTTP, on one kept connection."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import requests

from shared.runtime.settings import Settings

CONNECT_SECONDS = 3.0


class Unreachable(Exception):
    """No answer came, or one that asks to come back later; nothing is known to be lost."""

    def __init__(self, service: str, address: str, reason: str) -> None:
        super().__init__(f"{service} 服务（{address}）无法访问 can't be reached: {reason}")


class Declined(Exception):
    """The service said no; `problem` is its problem+json."""

    def __init__(self, service: str, status: int, problem: dict[str, Any]) -> None:
        super().__init__(str(problem.get("detail") or problem.get("title") or status))
        self.service, self.status, self.problem = service, status, problem


class Client:
    """Asks one service of the settings. `token` answers the bearer token of each request.

    `patience` is how many seconds an answer may take.
    """

    def __init__(self, settings: Settings, service: str, token: Callable[[], str]) -> None:
        self.service = service
        self.url = settings.service(service).origin
        self.patience = 60.0
        self._token = token
        self._session = requests.Session()
        self._session.trust_env = False  # services on a private network, never through a proxy
        self._session.verify = str(settings.ca) if settings.ca else True

    def get(self, path: str, **query: Any) -> dict[str, Any]:
        """Raises `Declined`, `Unreachable`; so do `post` and `delete`."""
        given = {name: value for name, value in query.items() if value is not None}
        return self.send("GET", path, params=given)[0]

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        return self.send("POST", path, json=body)[0]

    def delete(self, path: str) -> dict[str, Any]:
        return self.send("DELETE", path)[0]

    def give(
        self, command: str, data: dict[str, Any], key: str, token: str = "", **headers: str
    ) -> tuple[dict[str, Any], bool]:
        """Give a command; its answer, and whether it had been given before under this key."""
        headers = {"Idempotency-Key": key, **{n.replace("_", "-"): v for n, v in headers.items()}}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        answer, got = self.send("POST", f"/commands/{command}", json=data, headers=headers)
        return answer, got.get("Idempotent-Replay") == "true"

    def download(self, path: str, query: list[tuple[str, str]], file: Path) -> Any:
        """Write an answer that is a file; its headers. Raises `Declined`, `Unreachable`, `OSError`.

        What stood at `file` is replaced once all has come.
        """
        with self._ask("GET", path, {}, params=query, stream=True) as got:
            if got.status_code >= 400:
                self._check(got)
            part = file.with_name(f"{file.name}.part")
            try:
                with part.open("wb") as written:
                    for piece in got.iter_content(1 << 16):
                        written.write(piece)
            except requests.RequestException as error:
                part.unlink(missing_ok=True)
                raise Unreachable(self.service, self.url, _reason(error)) from error
            part.replace(file)
            return got.headers

    def send(
        self, method: str, path: str, headers: dict[str, str] | None = None, **more: Any
    ) -> tuple[dict[str, Any], Any]:
        """The answer's JSON and its headers."""
        got = self._ask(method, path, headers or {}, **more)
        return self._check(got), got.headers

    def _ask(
        self, method: str, path: str, headers: dict[str, str], **more: Any
    ) -> requests.Response:
        if "Authorization" not in headers:
            headers = {**headers, "Authorization": f"Bearer {self._token()}"}
        url, timeout = f"{self.url}{path}", (CONNECT_SECONDS, self.patience)
        try:
            return self._session.request(method, url, headers=headers, timeout=timeout, **more)
        except requests.RequestException as error:
            raise Unreachable(self.service, self.url, _reason(error)) from error

    def _check(self, got: requests.Response) -> dict[str, Any]:
        """An answer's JSON. Raises `Declined`, `Unreachable`."""
        try:
            answer = got.json()
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise Unreachable(self.service, self.url, f"{got.status_code}, not our service")
        if got.status_code == 503:
            reason = answer.get("detail") or f"waits for its {answer.get('waits_for', 'turn')}"
            raise Unreachable(self.service, self.url, str(reason))
        if got.status_code >= 400:
            raise Declined(self.service, got.status_code, answer)
        return answer


def _reason(error: requests.RequestException) -> str:
    if isinstance(error, requests.exceptions.SSLError):
        return "证书不受信任，见 tls.ca its certificate is not trusted here, see tls.ca"
    if isinstance(error, requests.ConnectionError):
        return "nothing listens there" if "refused" in str(error).lower() else "connection lost"
    return type(error).__name__
