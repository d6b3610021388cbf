"""Who is inside goes on as the register says, and leaves here and at the provider."""

from urllib.parse import parse_qs, urlsplit

from shared.workbench.identity.door import ASK_AGAIN_SECONDS, WITHOUT_REGISTER_SECONDS
from tests.integration.signing_in.town_hall import HOST, Desk, TownHall
from tests.integration.signing_in.vouching import sign_in


def test_a_person_removed_is_refused_within_five_minutes(hall: TownHall, desk: Desk) -> None:
    subject = hall.employ("p-gone", "演示-钱五")
    visitor, other = desk.browser(), desk.browser()
    sign_in(visitor, subject)
    sign_in(other, subject)
    assert visitor.get("/").status == 200
    hall.keep("remove-person", "housing", person="p-gone", reason="调离")
    desk.clock.now += ASK_AGAIN_SECONDS + 1
    page = visitor.get("/")
    assert (page.status, "已注销" in page.text) == (403, True)
    form = other.browser.post(
        "/command/supervision/raise-issue",
        base_url=f"http://{HOST}",
        headers={"Origin": f"http://{HOST}", "HX-Request": "true"},
    )
    assert form.headers["HX-Retarget"] == "body", "in mid-form too the whole page says so"
    assert (form.status_code, "已注销" in form.get_data(True)) == (422, True)
    assert visitor.get("/").status == 303
    assert sign_in(visitor, subject).status == 403
    assert ASK_AGAIN_SECONDS + WITHOUT_REGISTER_SECONDS <= 300


def test_who_lost_the_appointment_is_refused_and_who_got_a_duty_has_it(
    hall: TownHall, desk: Desk
) -> None:
    subject = hall.employ("p-moved", "演示-孙六")
    visitor = desk.browser()
    sign_in(visitor, subject)
    hall.appoint("p-moved", "housing", "principal")
    desk.clock.now += ASK_AGAIN_SECONDS + 1
    assert visitor.get("/").status == 200
    (role,) = desk.door.register.roles("p-moved", desk.app.bench.today())[1]
    assert role.duties == ("handler", "principal")
    for number in (1, 2):
        hall.keep("end-appointment", "housing", person="p-moved", number=number, reason="调离")
    desk.clock.now += ASK_AGAIN_SECONDS + 1
    assert visitor.get("/").status == 403


def test_a_corrected_subject_ends_what_the_earlier_one_began(hall: TownHall, desk: Desk) -> None:
    subject = hall.employ("p-other", "演示-周七")
    visitor = desk.browser()
    sign_in(visitor, subject)
    hall.keep("correct-person", "housing", person="p-other", subject="sub-new", reason="录入有误")
    desk.clock.now += ASK_AGAIN_SECONDS + 1
    assert visitor.get("/").status == 403
    assert sign_in(desk.browser(), "sub-new").status == 303


def test_while_the_register_is_away_its_last_word_holds_for_a_while(
    hall: TownHall, desk: Desk
) -> None:
    subject = hall.employ("p-stays", "演示-吴八")
    visitor = desk.browser()
    sign_in(visitor, subject)
    hall.stop("people")
    try:
        desk.clock.now += ASK_AGAIN_SECONDS + 1
        assert visitor.get("/").status == 200
        desk.clock.now += WITHOUT_REGISTER_SECONDS
        page = visitor.get("/")
        assert (page.status, "暂不可用" in page.text) == (503, True)
        assert sign_in(desk.browser(), subject).status == 503
    finally:
        hall.start("people")
    assert visitor.get("/").status == 200


def test_a_session_that_expired_goes_on_as_the_same_after_signing_in_again(
    hall: TownHall, desk: Desk
) -> None:
    """And without choosing anew: so the draft of a form is found again."""
    subject = hall.employ("p-late", "演示-郑九")
    hall.lend("p-late", "housing", "taoluo")
    visitor = desk.browser()
    sign_in(visitor, subject)
    visitor.post("/sign-in/role", role="p-late/taoluo/")
    key = visitor.browser.get_cookie("__Host-zhenxing", domain="localhost")
    assert key is not None
    desk.app.bench.store.keep_draft("taoluo/p-late", "supervision/raise-issue/", {"title": "灯"})
    desk.app.bench.store.expire(key.value)
    form = "/command/supervision/raise-issue"
    assert visitor.get(form).status == 303
    assert "登录已过期" in visitor.get("/sign-in").text
    assert sign_in(visitor, subject, form).location == form
    assert "灯" in visitor.get(form).text


def test_who_signs_out_is_out_here_and_at_the_provider(
    hall: TownHall, desk: Desk, provider: str
) -> None:
    subject = hall.employ("p-leaves", "演示-冯十")
    visitor = desk.browser()
    sign_in(visitor, subject)
    assert f"form-action 'self' {provider};" in visitor.get("/").policy
    left = visitor.post("/sign-out")
    parts = urlsplit(left.location)
    assert left.location.startswith(f"{provider}/oauth2/end_session?")
    query = parse_qs(parts.query)
    assert query["post_logout_redirect_uri"] == ["http://localhost:8000/sign-in"]
    assert query["id_token_hint"][0].count(".") == 2
    assert visitor.get("/").status == 303
