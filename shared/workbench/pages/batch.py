"""批量: ticked rows, a command for those that it may be given to, tried, then given."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from werkzeug import Response
from werkzeug.exceptions import BadRequest

from shared.workbench.batches.chosen import (
    MOST,
    Choice,
    Offer,
    Row,
    choices,
    named,
    offered,
    ticked,
)
from shared.workbench.batches.giving import DataOf, Outcome, given, tried
from shared.workbench.batches.parts import Own, apart, own_of
from shared.workbench.faces import Away, Declined
from shared.workbench.forms import uploads
from shared.workbench.forms.entries import KEY, Entries
from shared.workbench.forms.fields import Filling, beyond, fields
from shared.workbench.forms.opening import own_places, still_usual, usual
from shared.workbench.forms.parts import known_parts, standing
from shared.workbench.forms.reading import read
from shared.workbench.route import Route, Routes
from shared.workbench.signing_in import safe
from shared.workbench.visit import Visit
from shared.workbench.words.refusals import all_in_names, in_names

GIVE = "give"


def batch(visit: Visit) -> Response:
    """Choose a command for what was ticked; fill it in; see what would follow; give it."""
    rows, posted = ticked(visit), visit.request.form
    if not rows:
        return _told(visit, "没有选中事项", "请先在台账或待办中勾选事项，再点“批量办理”。")
    if len(rows) > MOST:
        said = f"已选 {len(rows)} 件，请分批办理。"
        return _told(visit, f"一次至多办理 {MOST} 件", said)
    if not posted.get("command"):
        found = offered(visit, rows)
        return visit.page(
            "batch_choice.html",
            rows=found,
            choices=choices(found),
            untold=[row for row in found if not row.offers],
            back=_back(visit),
        )
    return _Batch(visit, rows, posted["command"]).answered()


class _Batch:
    """A command and the rows that it is for."""

    def __init__(self, visit: Visit, rows: list[Row], command: str) -> None:
        service, _, name = command.partition("/")
        if service not in visit.declared or name not in visit.declared[service].commands:
            raise BadRequest
        self.visit = visit
        self.rows = named(visit, [row for row in rows if row.service == service])
        self.declared = visit.declared[service]
        self.command = self.declared.commands[name]
        self.meaning, self.own_meaning = apart(self.command)
        self.own: dict[str, Own] | None = None
        self.key = visit.request.form.get("_key") or str(uuid4())
        if not self.rows or not KEY.fullmatch(self.key):
            raise BadRequest

    def answered(self) -> Response:
        asked = self.visit.request.form.get("_do", "")
        if not asked:
            return self._opened()
        entries, wrong = uploads.taken(self.visit, self.meaning, self.declared.service)
        if asked.startswith("more:"):
            return self._page(entries, more=asked.removeprefix("more:"))
        own = {self.command["key"]: [self.rows[0].id]}
        found = read(self.meaning, {**entries, **own}, self.visit.bench.today())
        found.errors.update(wrong)
        each = self._own(entries)
        if found.errors or not all(one.whole for one in each.values()):
            return self._page(entries, errors=found.errors, status=422)

        def data(row: Row) -> dict[str, Any]:
            parts = each[row.stream].data if each else {}
            return {**found.data, **parts, self.command["key"]: row.id}

        return self._give(data) if asked == GIVE else self._try(entries, data)

    def _own(self, entries: Entries) -> dict[str, Own]:
        """What is each row's own; looked up once a request."""
        if self.own is None:
            about = self.declared, self.command, self.own_meaning
            self.own = own_of(self.visit, *about, self.rows, entries)
        return self.own

    def _opened(self) -> Response:
        """The form, for the rows whose offer allows the command; the others are told why not."""
        chosen = next(
            (c for c in choices(offered(self.visit, self.rows)) if c.name == self.command["name"]),
            None,
        )
        if chosen is None:
            return _told(
                self.visit, "选中的事项目前都不能这样办理", "情况可能已有变化，请重新选择。"
            )
        self.rows = list(chosen.may)
        own = {name: [place] for name, place in own_places(self.visit, self.meaning).items()}
        return self._page({**own, **usual(self.visit, self.meaning)}, chosen=chosen)

    def _try(self, entries: Entries, data: DataOf) -> Response:
        try:
            outcomes = tried(self.visit, self.declared, self.command, self.rows, data)
        except Declined as no:
            return self._page(entries, errors=no.errors or {"": self._why(no)}, status=422)
        except Away as away:
            return self._page(entries, errors={"": str(away)}, status=503)
        return self._page(entries, outcomes=outcomes)

    def _give(self, data: DataOf) -> Response:
        outcomes = given(self.visit, self.declared, self.command, self.rows, data, self.key)
        return self.visit.page(
            "batch_done.html",
            command=self.command,
            outcomes=sorted(outcomes, key=lambda outcome: outcome.done),
            done=sum(outcome.done for outcome in outcomes),
            again=any(outcome.again for outcome in outcomes),
            resend=self._resend(),
            back=_back(self.visit),
        )

    def _resend(self) -> list[tuple[str, str]]:
        """The form as it was sent, for whoever sends it again."""
        return [(n, t) for n, texts in self.visit.request.form.lists() for t in texts]

    def _page(
        self,
        entries: Entries,
        *,
        errors: dict[str, str] | None = None,
        outcomes: list[Outcome] | None = None,
        chosen: Choice | None = None,
        more: str = "",
        status: int = 200,
    ) -> Response:
        references = self.visit.bench.catalogue.references(self.visit.person)
        entries = still_usual(self.visit, self.meaning, entries)
        filling = Filling(
            entries, errors or {}, references=references, more=more, service=self.declared.service,
            parts=known_parts(self.visit, self.declared, self.meaning, standing(entries, {})),
        )  # fmt: skip
        drawn = [f for f in fields(self.meaning, filling) if f.path != self.command["key"]]
        return self.visit.page(
            "batch.html",
            status,
            command=self.command,
            service=self.declared.service,
            rows=self.rows,
            fields=drawn,
            own=self._own(entries),
            errors=list(beyond(errors or {}, drawn).values()),
            outcomes=outcomes or [],
            may=sum(outcome.done for outcome in outcomes or ()),
            may_not=self._may_not(chosen.may_not) if chosen else [],
            key=self.key,
            back=_back(self.visit),
        )

    def _why(self, no: Declined) -> str:
        return in_names(self.visit, self.declared, no.problem)

    def _may_not(self, refused: Sequence[tuple[Row, Offer]]) -> list[tuple[Row, Offer, str]]:
        """The rows to which the command may not be given now, each with why, in names."""
        whys = all_in_names(self.visit, self.declared, [offer for _, offer in refused])
        return [(row, offer, why) for (row, offer), why in zip(refused, whys, strict=True)]


def _told(visit: Visit, title: str, detail: str) -> Response:
    return visit.page("problem.html", 422, title=title, detail=detail)


def _back(visit: Visit) -> str:
    """Where the rows were ticked."""
    return safe(visit.request.form.get("back", ""))


ROUTES: Routes = [Route("POST", "/batch", batch)]
