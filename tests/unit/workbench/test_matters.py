"""What no ledger lists is called by the word for its id; what has none shows an id."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

from shared.schemas.marshalling import json_schema
from shared.schemas.platform import NoteTownTier, SetParameter
from shared.schemas.talent.expert_pool import RemoveExpert
from shared.workbench.catalogue import Declared
from shared.workbench.involved import BEGUN, COPIED, involved
from shared.workbench.ledgers.table import columns_of, rows_of, stream_of
from shared.workbench.person import Person
from shared.workbench.rendering import environment
from shared.workbench.visit import Visit
from shared.workbench.words.matters import called
from shared.workbench.words.saying import Id

TALENT = Declared(
    "talent",
    {
        of.__name__: {
            "aggregate": category,
            "aggregate_title": title,
            "title": of.__name__,
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


FRAME: dict[str, Any] = dict.fromkeys(("said", "today", "path", "as_of"), "") | {"person": None}
"""What every page shows; here, to nobody."""


class Reader:
    """Somebody who may open none but one of the matters."""

    def openable(self, matters: Any) -> set[Any]:
        return set(matters) & {("talent", "standings-own")}

    def names_beside(self, told: Any) -> list[dict[Any, str]]:
        return [{} for _ in told]


def paths(view: dict[str, Any], *rows: dict[str, str]) -> list[str]:
    lines = rows_of(cast(Visit, Reader()), TALENT, view, columns_of(TALENT, view), rows)
    return [line[0].path for line in lines]


def test_a_row_that_everybody_reads_leads_only_who_may_open_its_matter_to_it():
    key = {"name": "standings", "title": "名录", "type": "string", "reference": "standings"}
    view = {"name": "names", "key": "standings", "source": "talent", "columns": [key]}
    rows = {"standings": "own"}, {"standings": "other"}
    assert paths(view, *rows) == ["/matter/talent/standings-own", ""]


def test_who_sees_a_row_of_a_ledger_of_matters_may_open_its_matter_and_is_not_asked_about():
    key = {"name": "book", "title": "系统", "type": "string", "reference": "book"}
    view = {"name": "books", "key": "book", "source": "talent", "columns": [key]}
    of = {**view, "aggregate": "standings"}
    assert paths(of, {"book": "towns"}) == ["/matter/talent/standings-towns"]


def test_a_copy_of_a_matter_leads_only_who_may_open_it_there():
    key = {"name": "standings", "title": "名录", "type": "string", "reference": "standings"}
    view = {"name": "names", "key": "standings", "source": "talent", "copied": "sent"}
    view["columns"] = [key]
    rows = [{"standings": "own"}, {"standings": "other"}]

    class Copied(Reader):
        declared = {"talent": replace(TALENT, views={"names": view})}
        person = Person("s", "s", "reform")

        def get_all(self, asked: Any) -> list[Any]:
            return [{"view": "names", "rows": rows, "next": None} for _ in asked]

        def names(self, pairs: Any) -> dict[Any, str]:
            return dict.fromkeys(pairs, "名")

    found = involved(cast(Visit, Copied()), COPIED)
    assert [row["path"] for row in found.rows] == ["/matter/talent/standings-own", ""]


def test_what_somebody_began_says_whose_it_is_and_shows_no_number_for_that():
    class Beginner(Reader):
        bench = SimpleNamespace(settings=SimpleNamespace(services=("talent",)))
        declared = {"talent": TALENT}
        person = Person("s", "s", "organization")

        def foresee(self, *_: Any) -> None:
            """Nothing is known beforehand."""

        def get_all(self, asked: Any) -> list[Any]:
            streams = (("parameters", "talent"), ("standings", "towns"))
            rows = [
                {
                    "stream": f"{category}-{id}", "category": category, "title": "参数设定",
                    "organisation": "organization", "begun_on": "2026-05-03",
                }
                for category, id in streams
            ]  # fmt: skip
            return [{"rows": rows, "next": None} for _ in asked]

        def names(self, pairs: Any) -> dict[Any, str]:
            return {}

    found = involved(cast(Visit, Beginner()), BEGUN)
    assert [row["about"] for row in found.rows] == ["参数设定：人才支撑的参数", "参数设定"]


def test_a_doubt_about_a_matter_that_its_reader_may_not_open_leads_nowhere():
    stream = {"name": "stream", "title": "案卷", "type": "string"}
    view = {"name": "late", "key": "stream", "source": "talent", "columns": [stream]}
    columns = columns_of(TALENT, view)
    streams = ({"stream": "standings-own"}, {"stream": "standings-other"})
    told = {
        "title": "人才", "number": "2", "columns": columns, "service": "talent", "view": "late",
        "matters": ["甲的挂职", "乙的挂职"], "address": "/ledgers/talent/late",
        "rows": rows_of(cast(Visit, Reader()), TALENT, view, columns, streams),
    }  # fmt: skip
    page = environment(str).get_template("audit.html")
    drawn = page.render(FRAME, found={"迟登": [told]}, away=[])
    assert '<td><a href="/matter/talent/standings-own">甲的挂职</a></td>' in drawn
    assert "<td>乙的挂职</td>" in drawn
