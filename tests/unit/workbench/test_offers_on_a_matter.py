"""What a matter's page says of that which can't be done now."""

from shared.workbench.pages.matter import refused


def offer(command: str, *, may: bool = False) -> dict[str, object]:
    return {"command": command, "may": may}


def test_who_must_act_and_may_not_is_told_outright_why() -> None:
    appoint, end, lend = map(offer, ("appoint-person", "end-appointment", "agree"))
    assert refused([appoint, end, lend], {"appoint-person", "end-appointment"}) == (
        [appoint, end],
        [lend],
        [],
    )


def test_where_something_answers_what_waits_the_rest_stands_back() -> None:
    may, other = offer("accept", may=True), offer("return")
    assert refused([may, other], {"accept", "return"}) == ([], [other], [])


def test_what_others_do_stands_apart_and_what_is_there_is_not_made_again() -> None:
    theirs = {**offer("assign"), "type": "not-permitted", "duty": ""}
    duty = {**offer("appoint"), "type": "not-permitted", "duty": "administrator"}
    made = {**offer("raise"), "type": "refused", "rule": "already-exists"}
    assert refused([made, theirs, duty], set()) == ([], [duty], [theirs])
