"""What `zhenxing new-service` settles for whoever leaves it out, and what it does not make."""

import re
from pathlib import Path

import pytest

from shared.runtime.new_service import NewService, NotMade, make, placeholder


def test_every_further_service_gets_a_sentence_that_none_has():
    known: set[str] = set()
    for _ in range(100):
        sentence = placeholder(known)
        assert re.fullmatch(r"RZ-0\.\d\.[a-z]", sentence) and sentence not in known
        known.add(sentence)
    assert placeholder({"RZ-0.1.a"}) == "RZ-0.2.a"


@pytest.mark.parametrize(
    ("new", "why"),
    [
        (NewService("finance", "财", "finance"), "already"),
        (NewService("Culture", "财", "finance"), "lowercase letters"),
        (NewService("loans", "财", "nobody"), "registered"),
        (NewService("loans", '财"务', "finance"), "quotation marks"),
        (NewService("loans", "财", "finance", clause="RZ-2.2.a"), "--clause"),
    ],
)
def test_what_cannot_be_made_is_said_and_nothing_is_written(
    tmp_path: Path, new: NewService, why: str
) -> None:
    listed = tmp_path / "services.toml"
    listed.touch()
    with pytest.raises(NotMade, match=why):
        make(new, tmp_path)
    assert list(tmp_path.rglob("*")) == [listed] and not listed.read_bytes()
