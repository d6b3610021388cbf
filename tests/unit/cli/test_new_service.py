"""What `zhenxing new-service` settles for whoever leaves it out."""

import re

from shared.runtime.new_service import placeholder


def test_every_further_service_gets_a_sentence_that_none_has():
    known: set[str] = set()
    for _ in range(100):
        sentence = placeholder(known)
        assert re.fullmatch(r"RZ-0\.\d\.[a-z]", sentence) and sentence not in known
        known.add(sentence)
    assert placeholder({"RZ-0.1.a"}) == "RZ-0.2.a"
