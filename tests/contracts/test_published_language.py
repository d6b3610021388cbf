"""Others read our events and send our commands: what is published may only grow."""

import copy

import pytest
from jsonschema import Draft202012Validator

from shared.runtime.settings import SERVICES
from tests.contracts.compatibility import breaks
from tests.contracts.snapshot import agreed, published


@pytest.mark.parametrize("service", SERVICES)
def test_no_published_event_or_command_changes_incompatibly(service):
    old, new = agreed(service), published(service)
    found = []
    for part, written in (("events", False), ("commands", True)):
        for name, was in old[part].items():
            now = new[part].get(name)
            if now is None:
                found.append(f"{name} is gone")
            else:
                found += [
                    f"{name} {b}" for b in breaks(was["schema"], now["schema"], written=written)
                ]
    assert not found, "publish a new type instead:\n" + "\n".join(found)


@pytest.mark.parametrize("service", SERVICES)
def test_the_snapshot_holds_all_that_is_published(service):
    hint = "a compatible change: run `python -m tests.contracts.snapshot` and commit"
    assert agreed(service) == published(service), hint


@pytest.mark.parametrize("service", SERVICES)
def test_every_schema_is_a_json_schema(service):
    for part in published(service).values():
        for entry in part.values():
            Draft202012Validator.check_schema(entry["schema"])


def _allocated():
    return copy.deepcopy(agreed("finance")["events"]["FundsAllocated"]["schema"])


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda s: s["properties"].pop("amount_fen"), "the field is gone"),
        (lambda s: s["properties"]["amount_fen"].update(type="string"), "type"),
        (lambda s: s["required"].remove("amount_fen"), "no longer certain"),
        (lambda s: s["properties"]["project"].update(type=["string", "null"]), "type"),
    ],
)
def test_what_would_break_a_reader_is_found(change, says):
    old, new = _allocated(), _allocated()
    change(new)
    assert any(says in b for b in breaks(old, new, written=False))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda s: s["required"].append("document"), "newly required"),
        (lambda s: s["properties"]["amount_fen"].update(maximum=5), "maximum"),
        (lambda s: s["properties"]["project"].update(pattern="^x$"), "pattern"),
    ],
)
def test_what_would_break_a_sender_is_found(change, says):
    old, new = _allocated(), _allocated()
    change(new)
    assert any(says in b for b in breaks(old, new, written=True))


def test_a_new_optional_field_breaks_nobody():
    old, new = _allocated(), _allocated()
    new["properties"]["remark"] = {"type": "string"}
    assert not breaks(old, new, written=False)
    assert not breaks(old, new, written=True)
