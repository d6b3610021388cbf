"""What no store would keep as it is, is refused before it reaches one."""

import pytest

from shared.kernel.log.batch import Batch, UnstorableText, new_event
from tests.conformance.batches import event

ID = "5c2f9a39-1a66-4f0e-8d5c-0d3f3a1c0001"


@pytest.mark.parametrize("text", ["nul \x00 here", "half \ud800 a character"])
def test_text_that_no_store_keeps_is_refused_before_it_reaches_one(text):
    for place in range(4):
        texts = ["stream", "Type", "{}", "{}"]
        texts[place] = text
        stream, type, data, meta = texts
        with pytest.raises(UnstorableText):
            new_event(stream, 1, ID, type, data, meta)
    with pytest.raises(UnstorableText):
        Batch((), {text: 0})


@pytest.mark.parametrize("id", [ID.upper(), f"{{{ID}}}", "not-a-uuid"])
def test_an_id_that_a_store_would_spell_otherwise_is_refused(id):
    with pytest.raises(UnstorableText):
        new_event("a", 1, id, "Type", "{}", "{}")


@pytest.mark.parametrize("versions", [(2,), (1, 3), (1, 1), (0,)])
def test_a_batch_with_a_gap_in_a_stream_cannot_be_made(versions):
    with pytest.raises(ValueError, match="due"):
        Batch(tuple(event("a", v) for v in versions), {"a": 0})
