"""RZ-2.6.d: what a service notes of pilot reforms that open rules, and of others nothing."""

from dataclasses import replace
from datetime import date

from shared.kernel.aggregate.reforms import BOOK
from shared.kernel.reactions.reforms import (
    end_of_a_reform_is_noted,
    longer_reform_is_noted,
    reform_in_force_is_noted,
)
from shared.schemas.empowerment import pilot_reform as reforms
from shared.schemas.platform import NoteReformEnded, NoteReformInForce
from tests.rows import about
from tests.unit.empowerment.powers import TODAY
from tests.unit.empowerment.test_pilot_reform import APPROVED, ENDED

OPENS: tuple[reforms.OpenableRule, ...] = ("RZ-2.3.j/town-in-scope",)
DOCUMENT = "演示-鲁政函〔2024〕9号"
OPENING = replace(APPROVED, opens=OPENS, authorising_document=DOCUMENT)
NOTED = NoteReformInForce(
    BOOK, reform="r-1", town="taoluo", opens=OPENS, document=DOCUMENT, since=APPROVED.since,
    until=APPROVED.until,
)  # fmt: skip


def test_a_reform_that_opens_rules_is_noted_from_its_beginning() -> None:
    assert list(reform_in_force_is_noted(OPENING, about(OPENING))) == [NOTED]
    assert list(reform_in_force_is_noted(APPROVED, about(APPROVED))) == []


def test_its_extension_and_its_end_are_noted() -> None:
    longer = reforms.ReformExtended(
        "r-1", until=date(2025, 12, 31), reason="周期较长", document="演示-延1号", town="taoluo",
        extended_on=TODAY, opens=OPENS, authorising_document=DOCUMENT, since=APPROVED.since,
    )  # fmt: skip
    assert list(longer_reform_is_noted(longer, about(longer))) == [
        replace(NOTED, until=date(2025, 12, 31))
    ]
    ended = replace(ENDED, opens=OPENS)
    assert list(end_of_a_reform_is_noted(ended, about(ended))) == [
        NoteReformEnded(BOOK, reform="r-1", ended_on=TODAY)
    ]
    of_none = (replace(longer, opens=()), ENDED)
    assert list(longer_reform_is_noted(of_none[0], about(of_none[0]))) == []
    assert list(end_of_a_reform_is_noted(ENDED, about(ENDED))) == []
