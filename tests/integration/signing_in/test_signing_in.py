"""Signing in at an OpenID provider: whom the register of people knows, and as whom."""

from tests.integration.signing_in.town_hall import Desk, TownHall
from tests.integration.signing_in.vouching import sign_in

RAISE = {"town": "taoluo", "kind": "problem", "title": "演示-路灯", "description": "演示-不亮"}


def test_a_person_signs_in_and_comes_back_to_where_they_were(hall: TownHall, desk: Desk) -> None:
    subject = hall.employ("p-one", "演示-王一")
    visitor = desk.browser()
    away = visitor.get("/new")
    assert (away.status, away.location) == (303, "/sign-in?next=%2Fnew")
    inside = sign_in(visitor, subject, "/new")
    assert (inside.status, inside.location) == (303, "/new")
    page = visitor.get("/new")
    assert page.status == 200
    assert "演示-王一" in page.text


def test_whom_nobody_registered_is_told_whom_to_ask(desk: Desk) -> None:
    page = sign_in(desk.browser(), "sub-unknown")
    assert page.status == 403
    assert "尚未登记" in page.text
    assert "sub-unknown" in page.text


def test_who_is_registered_but_has_no_appointment_does_not_come_in(
    hall: TownHall, desk: Desk
) -> None:
    hall.keep("register-person", "housing", person="p-idle", name="演示-闲", subject="sub-idle")
    page = sign_in(desk.browser(), "sub-idle")
    assert (page.status, "没有有效的任职" in page.text) == (403, True)


def test_a_person_of_two_organisations_chooses_and_may_choose_again(
    hall: TownHall, desk: Desk
) -> None:
    subject = hall.employ("p-two", "演示-李二")
    hall.lend("p-two", "housing", "taoluo")
    visitor = desk.browser()
    choice = sign_in(visitor, subject)
    assert choice.status == 200
    assert "涛雒镇" in choice.text
    assert "经办" in choice.text
    inside = visitor.post("/sign-in/role", role="p-two/taoluo/")
    assert (inside.status, inside.location) == (303, "/")
    assert "涛雒镇" in visitor.get("/").text
    assert "市住房和城乡建设局" in visitor.get("/sign-in/role").text
    visitor.post("/sign-in/role", role="p-two/housing/")
    assert "市住房和城乡建设局" in visitor.get("/").text


def test_nobody_chooses_what_the_register_does_not_say(hall: TownHall, desk: Desk) -> None:
    subject = hall.employ("p-three", "演示-张三")
    hall.lend("p-three", "housing", "taoluo")
    visitor = desk.browser()
    sign_in(visitor, subject)
    assert visitor.post("/sign-in/role", role="p-three/finance/").status == 403
    assert desk.browser().post("/sign-in/role", role="p-three/taoluo/").status == 400


def test_a_deputys_event_bears_both_names(hall: TownHall, desk: Desk) -> None:
    hall.employ("p-head", "演示-主任", "taoluo", "principal")
    subject = hall.employ("p-deputy", "演示-副手", "taoluo", "reviewer")
    hall.let_act("p-deputy", "p-head", "taoluo")
    visitor = desk.browser()
    assert "代演示-主任" in sign_in(visitor, subject).text
    visitor.post("/sign-in/role", role="p-deputy/taoluo/p-head")
    assert "演示-副手（代演示-主任）" in visitor.get("/").text
    (person,) = [
        p for p in desk.door.register.signed_in(subject, desk.app.bench.today()) if p.on_behalf_of
    ]
    answer = desk.app.bench.faces.send(
        person, "supervision", "POST", "/commands/raise-issue",
        json={"issue": "deputy-1", **RAISE}, headers={"Idempotency-Key": "deputy-1"},
    )  # fmt: skip
    (event, *_) = hall.client.get("supervision", f"/streams/{answer['stream']}").body["events"]
    assert (event["person"], event["person_name"]) == ("p-deputy", "演示-副手")
    assert (event["on_behalf_of"], event["on_behalf_of_name"]) == ("p-head", "演示-主任")
    matter = visitor.get(f"/matter/supervision/{answer['stream']}")
    assert "演示-副手（代演示-主任）" in matter.text.partition("<main")[2]


def test_nobody_acts_for_whose_appointment_has_ended(hall: TownHall, desk: Desk) -> None:
    hall.employ("p-chief", "演示-局长", "jufeng", "principal")
    subject = hall.employ("p-second", "演示-二把手", "jufeng", "reviewer")
    hall.let_act("p-second", "p-chief", "jufeng")
    hall.keep("end-appointment", "jufeng", person="p-chief", number=1, reason="调离")
    assert sign_in(desk.browser(), subject).location == "/"


def test_the_local_page_lets_nobody_in_beside_the_provider_and_tells_of_nobody(
    hall: TownHall, desk: Desk
) -> None:
    hall.employ("p-shown", "演示-某")
    visitor = desk.browser()
    page = visitor.get("/sign-in?q=演示").text
    assert "统一身份认证" in page and "演示-某" not in page
    assert visitor.get("/sign-in/people?q=").status == 404
    for picked in ({"organisation": "housing", "name": "演示-某"}, {"role": "演示-某/housing/"}):
        assert visitor.post("/sign-in", **picked).status == 404
