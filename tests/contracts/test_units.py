"""Figures hold their units on the wire: money in whole fen, areas in square metres, whole days."""

from collections.abc import Iterator
from typing import Any

import pytest

from shared.runtime.settings import SERVICES
from tests.contracts.snapshot import published

SQUARE_METRES = r"^\d+(\.\d{1,2})?$"


@pytest.mark.parametrize("service", SERVICES)
def test_no_figure_is_a_binary_fraction(service):
    assert not [where for where, kind in figures(service) if "number" in types(kind)]


@pytest.mark.parametrize("service", SERVICES)
def test_money_is_in_whole_fen_and_named_so(service):
    for where, kind in figures(service):
        if "分）" in kind.get("title", "") or where.endswith("_fen"):
            each = kind.get("items", kind)
            assert where.endswith("_fen"), where
            assert types(each) <= {"integer", "null"}, where
            assert each["minimum"] >= 0, where


@pytest.mark.parametrize("service", SERVICES)
def test_areas_are_decimal_square_metres(service):
    for where, kind in figures(service):
        if "面积" in kind.get("title", "") or where.endswith("area"):
            assert types(kind) <= {"string", "null"}, where
            assert kind["pattern"] == SQUARE_METRES and "平方米" in kind["title"], where


@pytest.mark.parametrize("service", SERVICES)
def test_limits_are_whole_days(service):
    for where, kind in figures(service):
        if where.endswith("days"):
            assert types(kind) <= {"integer", "null"}, where


def test_the_figures_are_found():
    names = {where.rpartition(".")[2] for s in SERVICES for where, _ in figures(s)}
    assert {"amount_fen", "prizes_fen", "land_area", "handover_days", "working_days"} <= names


def figures(service: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field of everything published, with where it stands."""
    for part in published(service).values():
        for name, entry in part.items():
            for field, kind in _fields(entry["schema"]):
                yield f"{name}.{field}", kind


def types(kind: dict[str, Any]) -> set[str]:
    found = kind.get("type", ())
    return {found} if isinstance(found, str) else set(found)


def _fields(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {}).items()
        for part in schema.values():
            yield from _fields(part)
