"""The register of people, asked over the face of its service: whom a subject may act as today."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Role:
    """As whom somebody may act today, and the posts 职务 that they have there."""

    person: Person
    posts: tuple[str, ...] = ()


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

    def everybody(self, today: date) -> list[Role]:
        """As whom all who are registered may act. Raises `Away`."""
        names = {row["person"]: row["name"] for row in self._rows("people", standing="registered")}
        current = self._current("appointments", today, "counts_until")
        appointments = [row for row in current if row["person"] in names]
        held = {(row["person"], row["number"]) for row in appointments}
        deputies = self._current("deputies", today, "until")
        acting = [
            row
            for row in deputies
            if row["person"] in names and (row["principal"], row["appointment"]) in held
        ]
        return list(_roles(names, appointments, acting))

    def _roles(self, known: dict[str, Any], today: date) -> list[Person]:
        if known["standing"] != "registered":
            raise Stranger("您的人员登记已注销")
        person = known["person"]
        appointments = self._current("appointments", today, "counts_until", person=person)
        deputies = self._current("deputies", today, "until", person=person)
        acting = [row for row in deputies if self._still_holds(row, today)]
        made = [role.person for role in _roles({person: known["name"]}, appointments, acting)]
        if not made:
            raise Stranger("您目前没有有效的任职")
        return made

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
        while True:
            page = self._faces.get(self._asker, Question(SERVICE, f"/views/{view}", query))
            for column in page["columns"]:
                if column["name"] == "duty":
                    self.words = column.get("words", {})
            yield from page["rows"]
            if page["next"] is None:
                return
            query["after"] = page["next"]


def _roles(
    names: Mapping[str, str],
    appointments: Iterable[dict[str, Any]],
    deputies: Iterable[dict[str, Any]],
) -> Iterator[Role]:
    """One for each person and organisation, and one for each whom somebody acts for there, with the
    duties of all of it."""
    held = defaultdict[tuple[str, str], list[dict[str, Any]]](list)
    for row in appointments:
        held[row["person"], row["organisation"]].append(row)
    for (person, organisation), rows in sorted(held.items()):
        duties = tuple(sorted({row["duty"] for row in rows}))
        posts = tuple(dict.fromkeys(row["post"] for row in rows if row["post"]))
        yield Role(Person(person, names[person], organisation, duties), posts)
    acting = defaultdict[tuple[str, str, str, str], set[str]](set)
    for row in deputies:
        whom = row["person"], row["organisation"], row["principal"], row["principal_name"]
        acting[whom].update(row["duties"])
    for (person, organisation, principal, called), all_of in sorted(acting.items()):
        yield Role(
            Person(person, names[person], organisation, tuple(sorted(all_of)), principal, called)
        )
