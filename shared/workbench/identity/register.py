"""The register of people, asked over the face of its service: whom a subject may act as today."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from shared.policy.services import services
from shared.workbench.faces import Away, Faces, Question
from shared.workbench.person import Person

SERVICE = "people"
_PAGE = 200


class Stranger(Exception):
    """Nobody who may act: the subject is not registered, was removed, or has no appointment."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says


class Register:
    """Asked as the organisation that keeps it, which sees all of it."""

    def __init__(self, faces: Faces) -> None:
        self._faces = faces
        operator = services()[SERVICE].operator
        self._asker = Person("workbench", "工作台", operator)
        self.words: Mapping[str, str] = {}
        """What duties are called, as the register said last."""

    def signed_in(self, subject: str, today: date) -> list[Person]:
        """Whom somebody may act as, by the provider's subject. Raises `Stranger`, `Away`."""
        found = list(self._rows("people", subject=subject))
        if not found:
            raise Stranger("您的登录标识尚未登记")
        return self._roles(found[0], today)

    def roles(self, person: str, today: date) -> tuple[str, list[Person]]:
        """A registered person's subject, and whom they may act as. Raises `Stranger`, `Away`."""
        found = list(self._rows("people", person=person))
        if not found:
            raise Stranger("您的登录标识尚未登记")
        return str(found[0]["subject"]), self._roles(found[0], today)

    def _roles(self, known: dict[str, Any], today: date) -> list[Person]:
        if known["standing"] != "registered":
            raise Stranger("您的人员登记已注销")
        person, name = known["person"], known["name"]
        made = [
            Person(person, name, organisation, tuple(sorted(duties)))
            for organisation, duties in sorted(self._duties(person, today).items())
        ]
        made += self._deputised(person, name, today)
        if not made:
            raise Stranger("您目前没有有效的任职")
        return made

    def _deputised(self, person: str, name: str, today: date) -> list[Person]:
        """One for each whom they act for in an organisation, with the duties of all of it."""
        found: dict[tuple[str, str, str], set[str]] = {}
        for row in self._current("deputies", today, "until", person=person):
            if self._still_holds(row, today):
                whom = row["organisation"], row["principal"], row["principal_name"]
                found.setdefault(whom, set()).update(row["duties"])
        return [
            Person(person, name, organisation, tuple(sorted(duties)), principal, called)
            for (organisation, principal, called), duties in sorted(found.items())
        ]

    def _duties(self, person: str, today: date) -> dict[str, set[str]]:
        """By organisation."""
        found: dict[str, set[str]] = {}
        for row in self._current("appointments", today, "counts_until", person=person):
            found.setdefault(row["organisation"], set()).add(row["duty"])
        return found

    def _still_holds(self, deputy: dict[str, Any], today: date) -> bool:
        """Whether whom a deputy acts for has the appointment today: without it nobody acts in it."""
        principal, number = deputy["principal"], deputy["appointment"]
        held = self._current("appointments", today, "counts_until", person=principal, number=number)
        return any(True for _ in held)

    def _current(
        self, view: str, today: date, until: str, **columns: Any
    ) -> Iterator[dict[str, Any]]:
        day = today.isoformat()
        days = {"since__lte": day, f"{until}__gte": day}
        yield from self._rows(view, standing="held", **days, **columns)

    def _rows(self, view: str, **columns: Any) -> Iterator[dict[str, Any]]:
        if SERVICE not in self._faces.services:
            raise Away(SERVICE, services()[SERVICE].title, "工作台未配置该服务")
        query = {**columns, "limit": _PAGE}
        page = self._faces.get(self._asker, Question(SERVICE, f"/views/{view}", query))
        for column in page["columns"]:
            if column["name"] == "duty":
                self.words = column.get("words", {})
        yield from page["rows"]
