"""One request of somebody's browser, and the answers that it may get."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

from werkzeug import Request, Response

from shared.workbench.bench import Bench
from shared.workbench.catalogue import Declared
from shared.workbench.faces import Answer, Away, Declined, Question
from shared.workbench.person import Person
from shared.workbench.rendering import weekday
from shared.workbench.session.cookie import key_of
from shared.workbench.session.store import Session
from shared.workbench.words import saying
from shared.workbench.words.names import Wanted

Pair = tuple[str, str]
"""A thing and an id, or a service and a stream."""
_NAMES = 64
"""Streams of one question."""
T = TypeVar("T")
U = TypeVar("U")


class Visit:
    """A request with who sends it."""

    def __init__(self, bench: Bench, request: Request) -> None:
        self.bench = bench
        self.request = request
        self._foreseen: dict[str, Answer | Away | Declined] = {}
        self._named: dict[Wanted, str] = {}

    @cached_property
    def session(self) -> Session | None:
        """The session that the cookie names, an expired one too."""
        key = key_of(self.request)
        return self.bench.store.session(key) if key else None

    @property
    def signed_in(self) -> bool:
        return self.session is not None and not self.session.expired

    @property
    def expired(self) -> bool:
        """Whether the session that the cookie names has ended by itself."""
        return self.session is not None and self.session.expired

    @property
    def person(self) -> Person:
        assert self.session is not None
        return self.session.person

    @property
    def partial(self) -> bool:
        """Whether htmx asks for a part of a page."""
        return "HX-Request" in self.request.headers

    @cached_property
    def declared(self) -> dict[str, Declared]:
        """What the services declare."""
        return self.bench.catalogue.all(self.person)

    def get(self, service: str, path: str, **query: Any) -> Answer:
        """A service's answer to this person. Raises `Away`, `Declined`."""
        question = Question(service, path, query)
        known = self._foreseen.get(question.address)
        if known is None:
            return self.bench.faces.get(self.person, question)
        if isinstance(known, Away | Declined):
            raise known
        return known

    def get_all(self, questions: Iterable[Question]) -> list[Answer | Away | Declined]:
        """Asked at once; what was foreseen is not asked again."""
        asked = list(questions)
        new = [q for q in asked if q.address not in self._foreseen]
        told = iter(self.bench.faces.get_all(self.person, new))
        known = self._foreseen
        return [known[q.address] if q.address in known else next(told) for q in asked]

    def foresee(self, *questions: Iterable[Question]) -> None:
        """Ask now, of each service in one request, what this page will ask in several places."""
        asked = [one for several in questions for one in several]
        told = self.bench.faces.get_all(self.person, asked)
        self._foreseen |= zip((q.address for q in asked), told, strict=True)

    def at_once(self, ask: Callable[[T], U], of: Iterable[T]) -> list[U]:
        """What is asked of each, in their order."""
        return self.bench.faces.at_once(ask, of)

    def names(self, wanted: Iterable[Pair]) -> dict[Pair, str]:
        """What things are called, as far as this person may see them; on one page each is asked
        for once."""
        return self.names_beside([({}, wanted)])[0]

    def names_beside(
        self, told: Iterable[tuple[Mapping[str, Any], Iterable[Pair]]]
    ) -> list[dict[Pair, str]]:
        """What things are called that several messages or rows refer to, of each by itself: what is
        numbered within something else is the one within what its message says beside it."""
        references = self.bench.catalogue.namings(self.person)

        def wanted(pair: Pair, data: Mapping[str, Any]) -> Wanted:
            columns = references.get(pair[0], {}).get("within", ()) if data else ()
            beside = ((n, data[n]) for n in columns if data.get(n) and isinstance(data[n], str))
            return (*pair, tuple(beside))

        asked = [{pair: wanted(pair, data) for pair in pairs} for data, pairs in told]
        every = {one for of in asked for one in of.values()}
        if new := every - self._named.keys():
            self._named |= {**dict.fromkeys(new, ""), **self.bench.names.of(self.person, new)}
        return [
            {pair: name for pair, one in of.items() if (name := self._named[one])} for of in asked
        ]

    def kind_of(self, thing: str) -> str:
        """What a kind of thing is called, which some ledger lists."""
        told = self.bench.catalogue.references(self.person).get(thing, {})
        return "" if "labels" in told else str(told.get("title", ""))

    def openable(self, matters: Iterable[Pair]) -> set[Pair]:
        """Those of some streams, each with its service, that this person may open; all of a service
        that does not say."""
        streams = defaultdict[str, list[str]](list)
        for service, stream in dict.fromkeys(matters):
            streams[service].append(stream)
        parts = [
            (service, names[at : at + _NAMES])
            for service, names in streams.items()
            for at in range(0, len(names), _NAMES)
        ]
        asked = [Question(s, "/streams", {"names": ",".join(names)}) for s, names in parts]
        return {
            (service, name)
            for (service, names), answer in zip(parts, self.get_all(asked), strict=True)
            for name in (names if isinstance(answer, Away | Declined) else answer["open"])
        }

    def say_once(self, text: str) -> None:
        """Something to tell on the next page."""
        assert self.session is not None
        self.bench.store.say_once(self.session.key, text)

    def page(self, template: str, status: int = 200, **context: Any) -> Response:
        """A page, or a part of one."""
        return Response(
            self.bench.pages.get_template(template).render(**self._common(), **context),
            status,
            content_type="text/html; charset=utf-8",
        )

    def notice(self, text: str, sign_in: bool = False) -> Response:
        """For htmx: something to tell above what stands on the page, which stays as it is."""
        told = self.page("notice.html", text=text, sign_in=sign_in)
        told.headers |= {"HX-Retarget": "#notice", "HX-Reswap": "innerHTML"}
        return told

    def go(self, path: str, **query: str) -> Response:
        """Go on to another page; htmx is told by its own header."""
        target = f"{path}?{urlencode(query)}" if query else path
        if self.partial:
            return Response("", 200, {"HX-Redirect": target})
        return Response("", 303, {"Location": target})

    def _common(self) -> dict[str, Any]:
        """What every page shows."""
        signed_in = self.signed_in
        return {
            "person": self.person if signed_in else None,
            "own_name": saying.organisation(self.person.organisation) if signed_in else "",
            "by_provider": self.bench.door is not None,
            "services": self.bench.settings.services,
            "said": self._said(),
            "today": weekday(self.bench.today()),
            "path": self.request.path,
            "as_of": "",
        }

    def _said(self) -> str:
        if self.partial or not self.signed_in:
            return ""
        assert self.session is not None
        return self.bench.store.said(self.session.key)


def matter_path(service: str, stream: str) -> str:
    """The page of a matter."""
    return f"/matter/{quote(service)}/{quote(stream)}"


def event_path(service: str, stream: str, event: str, then: Mapping[str, str]) -> str:
    """Where an event stands on the page of its matter, as that was then if a time is told."""
    return f"{matter_path(service, stream)}{'?' if then else ''}{urlencode(then)}#e-{event}"
