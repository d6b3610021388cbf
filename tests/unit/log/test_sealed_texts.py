"""What a free text says never makes it a sealed one: followers read every event of a feed."""

import json
from datetime import date

import pytest

from shared.kernel.log.batch import UnstorableText
from shared.kernel.personal.seal import Place, seal
from shared.kernel.personal.vault import check_unfeigned
from shared.schemas.codec import encode
from shared.schemas.sealed import sealed_texts, withheld
from shared.schemas.talent.secondment import SecondeeAppraised, SecondeeDeclined

SEALED = seal(bytes(64), Place("p-2026-1", "secondment-s-1", "name", "0" * 32), "演示-张三")


def declined(reason: str) -> SecondeeDeclined:
    return SecondeeDeclined(
        "s-1", reason=reason, decided_by="organization", document=None, town="taoluo",
        declined_on=date(2026, 3, 1),
    )  # fmt: skip


@pytest.mark.parametrize(
    "reason",
    ['说是 "sealed.foo" 的', "sealed.foo", f'见 "{SEALED}"', f'"{SEALED}', "\\", f'\\"{SEALED}"'],
)
def test_a_text_that_quotes_a_sealed_one_goes_out_as_it_was_written(reason: str) -> None:
    data = encode(declined(reason))
    assert withheld(data) == data and json.loads(withheld(data))["reason"] == reason
    check_unfeigned(declined(reason), (), data)


def test_a_sealed_text_goes_out_as_its_hash() -> None:
    data = withheld(encode(declined(SEALED)))
    assert sealed_texts(encode(declined(SEALED))) == 1 and sealed_texts(data) == 0
    assert json.loads(data)["reason"].startswith("withheld.")


def test_a_free_text_that_feigns_to_be_sealed_is_refused() -> None:
    """Else followers would be told the hash of what everybody else reads."""
    with pytest.raises(UnstorableText):
        check_unfeigned(declined(SEALED), (), encode(declined(SEALED)))


def test_a_personal_value_may_be_sealed() -> None:
    event = SecondeeAppraised(
        "s-1", person="p-2026-1", year=2026, grade=SEALED, comment=SEALED, document=None,
        town="taoluo", appraised_on=date(2026, 3, 1),
    )  # fmt: skip
    check_unfeigned(event, ("grade", "comment"), encode(event))
