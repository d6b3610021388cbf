"""A command's form: filled in, tried, given."""

from contextlib import suppress
from dataclasses import replace
from typing import Any
from uuid import uuid4

from werkzeug import Response
from werkzeug.exceptions import BadRequest, NotFound

from shared.workbench.catalogue import Declared
from shared.workbench.faces import Away, Declined, Unanswered
from shared.workbench.forms import uploads
from shared.workbench.forms.closed import closed_parts, names_told
from shared.workbench.forms.entries import KEY, Entries, first, kept
from shared.workbench.forms.fields import Field, Filling, beyond, fields, things
from shared.workbench.forms.opening import become_known, opened, still_usual
from shared.workbench.forms.parts import known_parts, standing
from shared.workbench.forms.reading import Read, read
from shared.workbench.forms.trying import Foreseen, foresee
from shared.workbench.forms.typed import numeral
from shared.workbench.route import Route, Routes
from shared.workbench.session.store import NotKept
from shared.workbench.timeline import entries as told
from shared.workbench.visit import Visit, matter_path
from shared.workbench.words.matters import split
from shared.workbench.words.meaning import of_schema

TRY, GIVE, DISCARD, KNOWN, ATTACH = "try", "give", "discard", "known", "attach"
_GIVEN_BEFORE = Foreseen(
    refusal="这张表先前提交的内容已经受理，与现在所填的不同。请先查看已受理的，确需另行办理的再核对并提交"
)


def form(visit: Visit, service: str, name: str) -> Response:
    """The form as it opens: a draft if there is one, else with what is known and proposed. Where there
    is nothing to fill in, what will follow is seen at once."""
    about = _About(visit, service, name)
    entries, draft_from = opened(visit, about.declared, about.command, about.fixed)
    return about.page(entries, draft_from=draft_from, foreseen=about.foreseen_at_once())


def send(visit: Visit, service: str, name: str) -> Response:
    """Try what was filled in, give it, or add a row; what can't be read is said at its field."""
    about = _About(visit, service, name)
    posted = visit.request.form
    asked = posted.get("_do", TRY)
    if asked == DISCARD:
        visit.bench.store.drop_draft(visit.person.owner, about.form)
        if posted.get("_list"):
            return visit.go("/new")
        return visit.go(about.path, **({"stream": about.stream} if about.stream else {}))
    if asked == KNOWN:
        return about.fields_known()
    entries, wrong = uploads.taken(visit, about.meaning, service)
    if asked == ATTACH:
        return about.attached(entries, wrong)
    if asked.startswith("more:"):
        return about.page(entries, more=asked.removeprefix("more:"))
    found = read(about.meaning, {**entries, **about.fixed_entries}, visit.bench.today())
    found.errors.update(wrong)
    if found.errors:
        return about.page(entries, errors=found.errors, status=422)
    if asked == GIVE:
        return about.give(entries, found)
    foreseen = foresee(visit, about.declared, about.command, found.data)
    return about.page(
        entries, errors=foreseen.errors, foreseen=foreseen, status=200 if foreseen.may else 422
    )


def keep_draft(visit: Visit, service: str, name: str) -> Response:
    """Keep what is being typed."""
    about = _About(visit, service, name)
    try:
        about.keep(dict(visit.request.form.lists()))
    except NotKept as why:
        return visit.page("draft_kept.html", why=str(why))
    return visit.page("draft_kept.html", why="")


class _About:
    """Which command is given, and about what."""

    def __init__(self, visit: Visit, service: str, name: str) -> None:
        if service not in visit.bench.settings.services:
            raise NotFound
        self.visit = visit
        self.declared: Declared = visit.bench.catalogue.of(visit.person, service)
        if name not in self.declared.commands:
            raise NotFound
        self.command = self.declared.commands[name]
        self.meaning = of_schema(self.command["schema"])
        self.path = f"/command/{service}/{name}"
        self.stream = visit.request.values.get("stream", "")
        self.form = f"{service}/{name}/{self.stream}"
        category, id = split(self.declared, self.stream) if self.stream else ("", "")
        own = category == self.command["aggregate"]
        self.fixed: dict[str, str] = {self.command["key"]: id} if own else {}

    @property
    def fixed_entries(self) -> dict[str, list[str]]:
        return {path: [value] for path, value in self.fixed.items()}

    def foreseen_at_once(self) -> Foreseen | None:
        """What will follow of a command that asks for nothing but the thing that it is given about."""
        if any(one.name not in self.fixed and not one.hidden for one in self.meaning.fields):
            return None
        found = read(self.meaning, self.fixed_entries, self.visit.bench.today())
        return foresee(self.visit, self.declared, self.command, found.data)

    def give(self, entries: Entries, found: Read) -> Response:
        """Give the command. The key makes a second click harmless, the version a conflict seen."""
        posted, visit, service = self.visit.request.form, self.visit, self.declared.service
        headers = {"Idempotency-Key": posted.get("_key", "")}
        if not KEY.fullmatch(headers["Idempotency-Key"]):
            raise BadRequest
        if numeral(posted.get("_version", "")) is not None:
            headers["If-Match"] = f'"{posted["_version"]}"'
        address = f"/commands/{self.command['name']}"
        try:
            answer = visit.bench.faces.send(
                visit.person, service, "POST", address, json=found.data, headers=headers
            )
        except Declined as no:
            if no.status == 409:
                return self.page(entries, conflict=True, status=409)
            if no.problem.get("type") == "key-reused":
                return self.page(entries, foreseen=_GIVEN_BEFORE, status=422, again=True)
            foreseen = Foreseen.refused(visit, self.declared, no.problem)
            return self.page(entries, errors=no.errors, foreseen=foreseen, status=422)
        except Away as away:
            with suppress(NotKept):  # it stands in the form still
                self.keep(entries)
            return self.page(entries, away=away, status=503)
        visit.bench.store.drop_draft(visit.person.owner, self.form)
        visit.say_once(f"已办：{self.command['title']}")
        if posted.get("_next"):
            return visit.go("/next", after=answer["stream"], line=posted["_next"])
        return visit.go(matter_path(service, answer["stream"]))

    def keep(self, entries: Entries) -> None:
        """Keep what was filled in as a draft. Raises `NotKept`."""
        told = kept(entries, self.command["schema"])
        self.visit.bench.store.keep_draft(self.visit.person.owner, self.form, told)

    def fields_known(self) -> Response:
        """The fields whose values are known by what was just picked, for the form to take in."""
        entries = {name: list(texts) for name, texts in self.visit.request.form.lists()}
        known = become_known(self.visit, self.declared, self.command, entries)
        drawn = [
            one
            for one in self._drawn(entries, {})
            if one.path in known or (one.of and not first(entries, one.path))
        ]
        return self.visit.page("fields_known.html", fields=drawn)

    def attached(self, entries: Entries, wrong: dict[str, str]) -> Response:
        """The fields of attachments with the files that were just handed over, for the form and its
        draft to hold."""
        drawn = [one for one in self._drawn(entries, wrong) if one.widget == "files"]
        return self.visit.page("fields_known.html", fields=drawn)

    def _drawn(self, entries: Entries, errors: dict[str, str], more: str = "") -> list[Field]:
        entries = still_usual(self.visit, self.meaning, entries)
        about, stands = (self.visit, self.declared), standing(entries, self.fixed)
        known = known_parts(*about, self.meaning, stands)
        filling = Filling(
            entries, errors, {}, self.visit.bench.catalogue.references(self.visit.person),
            self.fixed, more, self.declared.service,
            self.command["key"] if self.command["creates"] else "",
            known, closed_parts(*about, self.command, known, stands),
            f"{self.declared.service}/{self.command['name']}",
            self.command.get("judged", ()), tuple(names_told(self.meaning)),
        )  # fmt: skip
        wanted = list(things(fields(self.meaning, filling)))
        return fields(self.meaning, replace(filling, named=self.visit.names(wanted)))

    def page(
        self,
        entries: Entries,
        *,
        errors: dict[str, str] | None = None,
        foreseen: Foreseen | None = None,
        draft_from: float = 0.0,
        more: str = "",
        conflict: bool = False,
        away: Away | None = None,
        status: int = 200,
        again: bool = False,
    ) -> Response:
        """The form; what is sent from it `again` is another command than what was sent before."""
        visit, posted = self.visit, self.visit.request.form
        made = self._drawn(entries, errors or {}, more)
        version, since = posted.get("_version", ""), list[Any]()
        told_no = foreseen is not None and not foreseen.may
        if self.stream and (conflict or told_no or not version):
            now, since = self._changes(version if conflict or told_no else "")
            version = now or version
        return visit.page(
            "command_form.html" if visit.partial else "command.html",
            status,
            command=self.command,
            service=self.declared.service,
            address=self.path,
            stream=self.stream,
            back=matter_path(self.declared.service, self.stream) if self.stream else "/",
            fields=made,
            errors=beyond(errors or {}, made),
            foreseen=foreseen,
            key=(not again and posted.get("_key")) or str(uuid4()),
            version=version,
            follows=posted.get("_next") or visit.request.args.get("next", ""),
            draft_from=draft_from,
            conflict=conflict or bool(since),
            since=since,
            away=away,
            unanswered=isinstance(away, Unanswered),
        )

    def _changes(self, after: str) -> tuple[str, list[Any]]:
        """The stream's version, and what happened to it after the one that was looked at."""
        seen = numeral(after)
        query = {"limit": 1} if seen is None else {"after": seen}
        try:
            page = self.visit.get(self.declared.service, f"/streams/{self.stream}", **query)
        except (Away, Declined):
            return "", []
        about = split(self.declared, self.stream)
        thing = self.declared.key_of(about[0])[1], about[1]
        changes = told(self.visit, self.declared, page["events"], thing) if after else []
        return str(page["version"]), changes


ROUTES: Routes = [
    Route("GET", "/command/<service>/<name>", form),
    Route("POST", "/command/<service>/<name>", send),
    Route("POST", "/draft/<service>/<name>", keep_draft),
]
