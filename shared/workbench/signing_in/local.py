"""The embedded shape's own sign-in page: one of the demo's people, or anybody of an organisation.

It proves nothing: it stands where the local issuer does, on one's own machine, and nowhere beside a
provider. Whoever opens it has not signed in: of the register it tells what one picks a person by,
the names, organisations, posts and duties of those who may act today, and nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from werkzeug import Response
from werkzeug.exceptions import NotFound

from shared.policy.loader import registry
from shared.workbench.faces import Away, Declined
from shared.workbench.identity.register import Register
from shared.workbench.person import Person
from shared.workbench.visit import Visit
from shared.workbench.words.pinyin import found_by
from shared.workbench.words.saying import organisation

DUTIES = {"principal": "主要负责人", "administrator": "人员管理员", "operator": "运维"}
"""Those that one may say one has."""


@dataclass(frozen=True, slots=True)
class Offered:
    """Somebody to sign in as; `says` are their posts and duties."""

    person: Person
    unit: str
    says: str

    def named(self, typed: str) -> bool:
        return typed in self.person.called.lower() or found_by(self.person.called, typed)

    def described(self, typed: str) -> bool:
        return any(typed in t.lower() or found_by(t, typed) for t in (self.unit, self.says))


def page(visit: Visit, back: str, error: str = "") -> Response:
    """The page, with what was typed; of a session that expired, with whose it was: their drafts are
    theirs alone."""
    form = visit.request.form
    earlier = visit.session.person if visit.session and visit.expired and not form else None
    everybody, away = _everybody(visit)
    listed = earlier is not None and earlier.role in {one.person.role for one in everybody}
    typed = form.get("q", visit.request.args.get("q", ""))
    if earlier is not None and listed:
        typed = earlier.called
    return visit.page(
        "sign_in.html",
        422 if error else 200,
        back=back,
        error=error,
        expired=visit.expired,
        away=away,
        everybody=len(everybody),
        typed=typed,
        kinds=_kinds(_found(everybody, typed)),
        free="organisation" in form or not everybody or (earlier is not None and not listed),
        groups=groups(),
        chosen=form.get("organisation", earlier.organisation if earlier else ""),
        name=form.get("name", earlier.name if earlier else "演示-张三"),
        duties=DUTIES,
        held=form.getlist("duty") if form or earlier is None else earlier.duties,
    )


def people(visit: Visit) -> Response:
    """Those of whom something typed is the name, or where and what they are: a part of the page."""
    if visit.bench.door is not None:
        raise NotFound
    everybody, away = _everybody(visit)
    found = _found(everybody, visit.request.args.get("q", ""))
    return visit.page("sign_in_people.html", kinds=_kinds(found), away=away)


def person(visit: Visit) -> tuple[Person | None, str]:
    """Who signs in, or what is missing: somebody picked, the only one found, or anybody."""
    form = visit.request.form
    if "organisation" in form:
        return _anybody(form.get("name", "").strip(), form["organisation"], form.getlist("duty"))
    everybody, _ = _everybody(visit)
    if role := form.get("role"):
        picked = [one.person for one in everybody if one.person.role == role]
        return (picked[0], "") if picked else (None, "该任职已不在有效期内，请重新选择")
    found = _found(everybody, form.get("q", "")) if form.get("q", "").strip() else []
    if len(found) == 1:
        return found[0].person, ""
    return None, f"有 {len(found)} 个相符，请选择" if found else "请选择人员"


def _anybody(name: str, unit: str, duties: list[str]) -> tuple[Person | None, str]:
    if not registry().knows(unit):
        return None, "请选择单位"
    if not 0 < len(name) <= 100 or not name.isprintable():
        return None, "请填写姓名"
    return Person(name, name, unit, tuple(d for d in duties if d in DUTIES)), ""


def _everybody(visit: Visit) -> tuple[list[Offered], list[str]]:
    """Whom the register of people knows today, and who gave no answer. They act under the names by
    which the demo's events, which no provider's subject stands in, know them."""
    register = Register(visit.bench.faces)
    try:
        roles = register.everybody(visit.bench.today())
    except (Away, Declined) as no:
        place = visit.bench.settings.services.get(no.service)
        return [], [place.title] if place else []
    offered = []
    for role in roles:
        known = role.person
        acts = replace(known, subject=known.name, on_behalf_of=known.on_behalf_of_name)
        duties = (register.words.get(duty, duty) for duty in known.duties)
        says = "、".join((*role.posts, *duties))
        offered.append(Offered(acts, organisation(known.organisation), says))
    return offered, []


def _found(everybody: list[Offered], typed: str) -> list[Offered]:
    """By name; where nobody is called so, by organisation, post or duty; everybody where nothing is
    typed."""
    typed = typed.strip().lower()
    return [one for one in everybody if one.named(typed)] or [
        one for one in everybody if one.described(typed)
    ]


Kinds = list[tuple[str, Mapping[str, list[Offered]]]]


def _kinds(found: list[Offered]) -> Kinds:
    """By the kind of their organisation, and by its name."""
    of: dict[str, list[Offered]] = {}
    for one in found:
        of.setdefault(one.person.organisation, []).append(one)
    kinds = [(t, {name: of.pop(id) for id, name in units if id in of}) for t, units in groups()]
    kinds.append(("其他单位", {organisation(id): those for id, those in of.items()}))
    return [(title, units) for title, units in kinds if units]


def groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """The organisations that one may act for, by their kind."""
    known = registry()
    pilots = [t for t in known.towns.values() if t.pilot]
    departments = [f"{c}-{d}" for c in known.counties for d in known.departments]
    kinds = [
        ("试点镇", [t.id for t in pilots]),
        ("市直单位", list(known.organisations)),
        ("区县", list(known.counties)),
        ("区县部门", departments),
        ("帮包小组", [f"assist-{t.id}" for t in pilots]),
        ("其他镇", [t.id for t in known.towns.values() if not t.pilot]),
    ]
    return [(title, [(id, organisation(id)) for id in ids]) for title, ids in kinds]
