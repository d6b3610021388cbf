"""疑点: the demo shows an auditor what each kind looks like."""

from collections import Counter
from importlib import import_module

from shared.kernel.documents.own_ledgers import own_ledgers
from shared.kernel.views.row import Row
from tests.scenario.pure_run import PureRun


def test_an_auditor_finds_an_example_of_every_kind_of_doubt(run: PureRun) -> None:
    seen = Counter[str]()
    for service in run.services:
        for kind in asked_about(service.name):
            columns = {column.name for column in kind.definition.columns}
            suspect = {"suspect": True} if "suspect" in columns else {}
            seen[kind.definition.doubt] += len(service.rows(kind).find(**suspect))
    assert len(seen) == 5
    assert min(seen.values()) > 0, seen


def asked_about(service: str) -> list[type[Row]]:
    """A service's ledgers that an auditor asks about."""
    declared = import_module(f"services.{service}.service").Service
    return [kind for kind in [*declared.views.rows, *own_ledgers(service)] if kind.definition.doubt]
