"""`key=value` becomes a command's data by the command's JSON Schema."""

import pytest

from shared.runtime.cli.errors import Complaint
from shared.runtime.cli.fields import data_of

SCHEMA = {
    "properties": {
        "name": {"type": "string"},
        "amount_fen": {"type": "integer"},
        "granted": {"type": "boolean"},
        "document": {"type": ["string", "null"]},
        "months": {"type": "array", "items": {"type": "integer"}},
        "screening": {"type": "array", "items": {"$ref": "#/$defs/Answer"}},
        "place": {"$ref": "#/$defs/Answer"},
        "kind": {"enum": ["special", "general"], "x-labels": {"special": "专项转移支付"}},
        "permits": {"type": "array", "items": {"type": "string", "x-labels": {"plan": "规划"}}},
        "county": {"anyOf": [{"type": "null"}, {"type": "integer"}]},
    },
    "$defs": {"Answer": {"type": "object"}},
}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name=12", "12"),
        ("name=a=b", "a=b"),
        ("name=", ""),
        ("amount_fen=-12", -12),
        ("amount_fen=much", "much"),
        ("granted=true", True),
        ("granted=否", False),
        ("granted=perhaps", "perhaps"),
        ("document=", None),
        ("document=日政字〔2021〕74号", "日政字〔2021〕74号"),
        ("months=1,2", [1, 2]),
        ("months=", []),
        ('screening=[{"parcel": "p1"}]', [{"parcel": "p1"}]),
        ('place={"parcel": "p1"}', {"parcel": "p1"}),
        ("kind=专项转移支付", "special"),
        ("kind=special", "special"),
        ("permits=规划,fire", ["plan", "fire"]),
        ("county=null", None),
        ("county=3", 3),
        ("unknown=3", "3"),
    ],
)
def test_a_value_takes_the_type_of_its_field(field, value):
    name = field.partition("=")[0]
    assert data_of([field], "", SCHEMA) == {name: value}


def test_fields_go_over_the_whole():
    whole = '{"name": "a", "amount_fen": 1}'
    assert data_of(["name=b"], whole, SCHEMA) == {"name": "b", "amount_fen": 1}


@pytest.mark.parametrize(
    ("fields", "whole"),
    [(["name"], ""), (["place={"], ""), ([], "["), ([], "[1]"), (["screening=[1"], "")],
)
def test_what_cannot_be_read_is_complained_of(fields, whole):
    with pytest.raises(Complaint):
        data_of(fields, whole, SCHEMA)
