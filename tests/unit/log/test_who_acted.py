"""Who acted stands in an event's metadata: the stable id, the name beside it, and for whom."""

from dataclasses import replace

from shared.kernel.log.meta import StoredMeta, decode_meta, encode_meta
from tests.rows import about


def stored(**names: str) -> StoredMeta:
    moment = about(object()).effective_at
    return StoredMeta(
        id="1", clause="c", policy="p", person="p-2", organisation="housing", command="c",
        command_id="i", request="", correlation="i", effective=moment, **names,
    )  # fmt: skip


def test_metadata_without_a_name_is_written_as_it_always_was() -> None:
    """So that what was hashed before is hashed the same."""
    assert "name" not in encode_meta(stored())
    assert "on_behalf_of" not in encode_meta(stored())


def test_names_are_read_back() -> None:
    told = stored(name="演示-李四", on_behalf_of="p-1", on_behalf_of_name="演示-张三")
    assert decode_meta(encode_meta(told)) == told


def test_in_words_a_deputy_is_called_by_both_names() -> None:
    meta = replace(about(object()), person="p-2")
    assert meta.called == "p-2"
    named = replace(meta, name="演示-李四")
    assert named.called == "演示-李四"
    deputy = replace(named, on_behalf_of="p-1", on_behalf_of_name="演示-张三")
    assert deputy.called == "演示-李四（代演示-张三）"
