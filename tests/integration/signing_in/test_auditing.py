"""审计: every doubt that a ledger names, with its number and its evidence, on one page."""

import re

from tests.integration.signing_in.town_hall import Desk, TownHall
from tests.integration.signing_in.vouching import sign_in


def test_doubts_are_told_with_their_evidence(hall: TownHall, desk: Desk) -> None:
    subject = hall.employ("p-audited", "演示-审", "taoluo")
    visitor = desk.browser()
    sign_in(visitor, subject)
    page = visitor.get("/audit")
    assert page.status == 200
    for doubt in ("决定没有文号", "登记日期比发生日期晚 30 天以上", "一人兼任不相容职责"):
        assert doubt in page.text
    assert re.search(r"人员任职：\d+ 条", page.text)
    assert "/matter/people/person-p-audited" in page.text
    assert "/ledgers/people/decisions-without-document" in page.text


def test_nobody_sees_there_what_their_ledgers_do_not_show(hall: TownHall, desk: Desk) -> None:
    hall.employ("p-theirs", "演示-他", "jufeng")
    subject = hall.employ("p-looks", "演示-看", "chaohe")
    visitor = desk.browser()
    sign_in(visitor, subject)
    assert "p-theirs" not in visitor.get("/audit").text


def test_a_service_that_is_away_is_said_to_be_and_the_others_tell(
    hall: TownHall, desk: Desk
) -> None:
    subject = hall.employ("p-watch", "演示-守", "taoluo")
    visitor = desk.browser()
    sign_in(visitor, subject)
    visitor.get("/audit")
    hall.stop("supervision")
    try:
        page = visitor.get("/audit")
        assert page.status == 200
        assert "督导" in page.text.partition("</h1>")[2].partition("<section")[0]
        assert "一人兼任不相容职责" in page.text
    finally:
        hall.start("supervision")
