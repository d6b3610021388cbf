"""What no ledger lists is called by the word for its id; what has none shows an id."""

from shared.schemas.marshalling import json_schema
from shared.schemas.platform import NoteTownTier, SetParameter
from shared.schemas.talent.expert_pool import RemoveExpert
from shared.workbench.catalogue import Declared
from shared.workbench.ledgers.table import stream_of
from shared.workbench.words.matters import called
from shared.workbench.words.saying import Id

TALENT = Declared(
    "talent",
    {
        of.__name__: {
            "aggregate": category,
            "aggregate_title": title,
            "key": key,
            "schema": json_schema(of),
        }
        for of, category, title, key in (
            (SetParameter, "parameters", "参数", "book"),
            (NoteTownTier, "standings", "镇的层级和类型", "book"),
            (RemoveExpert, "expert-pool", "对口专家库", "pool"),
        )
    },
    {},
    {},
    {},
)


def test_parameters_are_those_of_a_system_and_not_the_organisation_that_is_called_alike():
    assert called(TALENT, "parameters-finance") == "资金扶持的参数"


def test_what_an_id_has_a_word_for_is_called_so():
    assert called(TALENT, "expert-pool-rizhao") == "日照市对口专家库"


def test_what_has_no_word_shows_its_id_as_one():
    for stream, id in (("expert-pool-other", "other"), ("standings-towns", "towns")):
        name = called(TALENT, stream)
        assert (name, isinstance(name, Id)) == (id, True)


def test_a_hash_calls_nothing():
    assert called(TALENT, f"expert-pool-{'0a' * 32}") == ""


def test_a_row_leads_to_the_stream_of_the_ledger_s_own_aggregate():
    key = {"name": "book", "title": "系统", "type": "string", "reference": "book"}
    view = {"name": "books", "key": "book", "source": "talent", "columns": [key]}
    assert (
        stream_of(TALENT, {**view, "aggregate": "standings"}, {"book": "towns"})
        == "standings-towns"
    )
    assert stream_of(TALENT, {**view, "aggregate": "expert-pool"}, {"book": "towns"}) == "", (
        "another's"
    )


def test_a_code_has_its_word_also_where_two_fields_have_one_name():
    parts = ({"a": "甲"}, {"b": "乙"})
    events = {
        f"E{n}": {"properties": {"criterion": {"x-labels": words}}} for n, words in enumerate(parts)
    }
    declared = Declared("finance", {}, {}, events, {})
    assert declared.vocabulary["criterion"] == {"x-labels": {"a": "甲"}}, "the first's"
    assert declared.labels == {"a": "甲", "b": "乙"}
