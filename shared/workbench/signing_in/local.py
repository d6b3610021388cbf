"""The embedded shape's own sign-in page: somebody of an organisation, with duties.

It proves nothing: it stands where the local issuer does, on one's own machine.
"""

from werkzeug import Response

from shared.policy.loader import registry
from shared.workbench.person import Person
from shared.workbench.visit import Visit
from shared.workbench.words.saying import organisation

DUTIES = {"principal": "主要负责人", "administrator": "人员管理员", "operator": "运维"}


def page(visit: Visit, back: str, error: str = "") -> Response:
    """The page, with what was typed; of a session that expired, with whose it was: their drafts are
    theirs alone."""
    form = visit.request.form
    earlier = visit.session.person if visit.session and visit.expired else None
    return visit.page(
        "sign_in.html",
        422 if error else 200,
        back=back,
        error=error,
        expired=visit.expired,
        groups=groups(),
        chosen=form.get("organisation", earlier.organisation if earlier else ""),
        name=form.get("name", earlier.name if earlier else "演示-张三"),
        duties=DUTIES,
        held=form.getlist("duty") if form or earlier is None else earlier.duties,
    )


def person(visit: Visit) -> tuple[Person | None, str]:
    """Who signs in, or what is missing."""
    form = visit.request.form
    name, unit = form.get("name", "").strip(), form.get("organisation", "")
    if not registry().knows(unit):
        return None, "请选择单位"
    if not 0 < len(name) <= 100 or not name.isprintable():
        return None, "请填写姓名"
    duties = tuple(d for d in form.getlist("duty") if d in DUTIES)
    return Person(name, name, unit, duties), ""


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
