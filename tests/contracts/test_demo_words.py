"""What people of the demo wrote bears no ids of programs."""

import json
from collections.abc import Iterator
from typing import Any

from deploy.demo.generate import PROGRAMME
from deploy.demo.words import Words, ids_in


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts(one)
    elif isinstance(value, str):
        yield value


def test_no_document_or_title_of_the_demo_bears_an_id() -> None:
    lines = map(json.loads, PROGRAMME.read_text(encoding="utf-8").splitlines())
    written = {text for line in lines for text in texts(line["data"])}
    assert len(written) > 3000
    assert {text: ids_in(text) for text in written if ids_in(text)} == {}


def test_what_was_told_apart_by_an_id_is_told_apart_by_a_number() -> None:
    words = Words()
    first, second = "演示-审许〔2026〕jufeng-tea", "演示-审许〔2026〕jufeng-school"
    assert words.written(first) == "演示-审许〔2026〕巨峰1号"
    assert words.written([second, first]) == [
        "演示-审许〔2026〕巨峰2号", "演示-审许〔2026〕巨峰1号",
    ]  # fmt: skip
    assert words.written("演示-jufeng培育方案") == "演示-巨峰培育方案"
    assert words.written("演示-指标备案-jufeng-2025-1") == "演示-指标备案-巨峰2025-1"
    assert words.written({"town": "jufeng", "file": "演示-图.pdf"}) == {
        "town": "jufeng", "file": "演示-图.pdf",
    }  # fmt: skip
