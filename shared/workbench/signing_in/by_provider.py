"""Signing in at an OpenID provider, and as whom: the register of people says for which
organisations, and in whose place, one may act."""

import logging
import secrets
from urllib.parse import quote

from werkzeug import Response
from werkzeug.exceptions import NotFound

from shared.workbench.identity.attempts import SECONDS
from shared.workbench.identity.door import Door
from shared.workbench.identity.provider import NotProven, Proven, ProviderAway
from shared.workbench.identity.register import Stranger
from shared.workbench.person import Person
from shared.workbench.route import Route, Routes
from shared.workbench.session import cookie
from shared.workbench.visit import Visit
from shared.workbench.words.saying import organisation

_log = logging.getLogger(__name__)

COOKIE = "__Host-zhenxing-attempt"
"""Binds an attempt to the browser that began it."""


def page(visit: Visit, back: str, error: str = "", status: int = 200) -> Response:
    """Asks to sign in there; says what went wrong, and that nothing typed is lost."""
    return visit.page(
        "sign_in_at_provider.html",
        status,
        back=back,
        error=error,
        expired=visit.expired,
        title=door(visit).provider.place.title,
    )


def door(visit: Visit) -> Door:
    """Raises `NotFound` where people sign in otherwise."""
    if visit.bench.door is None:
        raise NotFound
    return visit.bench.door


def go(visit: Visit, back: str) -> Response:
    """Off to the provider; `back` is a path of ours."""
    attempt = door(visit).attempts.begin(back)
    try:
        address = door(visit).provider.address(attempt)
    except ProviderAway as away:
        return _provider_is_away(visit, attempt.back, away)
    response = Response("", 303, {"Location": address})
    return _give(response, attempt.browser)


def _back(visit: Visit) -> Response:
    """Back from it, with a code or without."""
    args, own = visit.request.args, door(visit)
    attempt = own.attempts.take(args.get("state", ""), visit.request.cookies.get(COOKIE, ""))
    if attempt is None:
        return page(visit, "/", "登录请求已失效或不是由本浏览器发起，请重新登录", 400)
    if "code" not in args:
        _log.warning("the provider signed nobody in (%.40s)", args.get("error", "no code"))
        return page(visit, attempt.back, "身份认证未完成，请重新登录", 403)
    try:
        proven = own.provider.prove(attempt, args["code"])
    except ProviderAway as away:
        return _provider_is_away(visit, attempt.back, away)
    except NotProven as no:
        _log.warning("a sign-in proved nobody: %s", no)
        return page(visit, attempt.back, "身份认证结果无效，请重新登录", 403)
    return _enter(visit, proven, attempt.back)


def _enter(visit: Visit, proven: Proven, back: str) -> Response:
    """As the only one they may be, or as who they were a moment ago; else they choose."""
    try:
        roles = door(visit).register.signed_in(proven.subject, visit.bench.today())
    except Stranger as no:
        return visit.page("stranger.html", 403, says=no.says, subject=proven.subject)
    earlier = visit.session.person.role if visit.session else None
    same = [role for role in roles if role.role == earlier]
    if len(roles) == 1 or same:
        return _begin(visit, (same or roles)[0], proven, back)
    return _choices(visit, roles, proven, back)


def _choose(visit: Visit) -> Response:
    """As one of those whom the register, asked again, still knows."""
    kept = door(visit).choices.take(visit.request.cookies.get(COOKIE, ""))
    if kept is None:
        return page(visit, "/", "登录请求已失效，请重新登录", 400)
    proven, back = kept
    try:
        roles = door(visit).register.signed_in(proven.subject, visit.bench.today())
    except Stranger as no:
        return visit.page("stranger.html", 403, says=no.says, subject=proven.subject)
    wanted = visit.request.form.get("role", "")
    chosen = next((role for role in roles if role.role == wanted), None)
    if chosen is None:
        return page(visit, back, "该任职已不在有效期内，请重新登录", 403)
    return _begin(visit, chosen, proven, back)


def _change(visit: Visit) -> Response:
    """Somebody inside chooses anew for whom to act; who is not remembered proves it again."""
    proven = door(visit).proven(visit.session.key) if visit.session else None
    if proven is None:
        return go(visit, "/")
    try:
        roles = door(visit).register.signed_in(proven.subject, visit.bench.today())
    except Stranger as no:
        return visit.page("stranger.html", 403, says=no.says, subject=proven.subject)
    return _choices(visit, roles, proven, "/")


def _choices(visit: Visit, roles: list[Person], proven: Proven, back: str) -> Response:
    ticket = secrets.token_urlsafe(32)
    door(visit).choices.keep(ticket, (proven, back))
    words = door(visit).register.words
    offered = [
        (role, organisation(role.organisation), "、".join(words.get(d, d) for d in role.duties))
        for role in roles
    ]
    return _give(visit.page("choose_role.html", offered=offered), ticket)


def _begin(visit: Visit, person: Person, proven: Proven, back: str) -> Response:
    if visit.session is not None:
        end(visit)
    key = visit.bench.store.begin(person)
    door(visit).let_in(key, proven)
    response = cookie.give(visit.go(quote(back, safe="/?=&%-_.~:")), key)
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="Lax")
    return response


def end(visit: Visit) -> str:
    """End the session here; the token to show at the provider."""
    assert visit.session is not None
    visit.bench.store.end(visit.session.key)
    return door(visit).let_out(visit.session.key)


def sign_out(visit: Visit) -> Response:
    """End the session here, and at the provider."""
    token = end(visit) if visit.session is not None else ""
    callback = door(visit).provider.place.callback
    ended = callback.removesuffix(CALLBACK) + "/sign-in"
    address = door(visit).provider.end_address(token, ended)
    response = Response("", 303, {"Location": address}) if address else visit.go("/sign-in")
    return cookie.take_back(response)


def confirm(visit: Visit) -> Response | None:
    """The answer to somebody who may not go on; None to everybody else."""
    if visit.bench.door is None or visit.session is None:
        return None
    session = visit.session
    verdict = visit.bench.door.confirm(session.key, session.person, visit.bench.today())
    if verdict.person is None:
        end(visit)
        visit.session = None
        told = visit.page("stranger.html", 403, says=verdict.says, subject="")
        if visit.partial:  # nothing else is shown of a refusal: the whole page says it
            told.status_code, told.headers["HX-Retarget"] = 422, "body"
        return cookie.take_back(told)
    if verdict.person != session.person:
        visit.bench.store.know_as(session.key, verdict.person)
        visit.session = visit.bench.store.session(session.key)
    return None


def _provider_is_away(visit: Visit, back: str, why: ProviderAway) -> Response:
    _log.error("the OpenID provider can't be asked: %s", why)
    title = door(visit).provider.place.title
    return page(visit, back, f"{title}暂不可用，请稍后再试", 503)


def _give(response: Response, value: str) -> Response:
    response.set_cookie(
        COOKIE, value, max_age=int(SECONDS), path="/", secure=True, httponly=True, samesite="Lax"
    )
    return response


CALLBACK = "/sign-in/back"
ROUTES: Routes = [
    Route("GET", CALLBACK, _back, open=True),
    Route("GET", "/sign-in/role", _change),
    Route("POST", "/sign-in/role", _choose, open=True),
]
