"""The ledgers that every service keeps of its own log, whichever events it may append."""

from importlib import import_module
from importlib.util import find_spec

import shared.schemas.platform  # noqa: F401
from shared.kernel.documents import (
    begun,
    dossiers,
    kept_papers,
    known_elsewhere,
    late_records,
    retyped,
    undocumented,
)
from shared.kernel.exercise import figures, ledger, streams
from shared.kernel.views.row import Row
from shared.schemas.events import events_of


def own_ledgers(service: str) -> list[type[Row]]:
    """Their rows, which fold the events of this service: another's messages are not loaded for
    them, so that a process holds those of the services that run in it and no more."""
    if find_spec(f"shared.schemas.{service}"):
        import_module(f"shared.schemas.{service}")
    events = [known.data for known in events_of(service)]
    declared = (undocumented, late_records, ledger, figures, streams, dossiers, begun, retyped)
    for kept in declared:
        kept.take(events)
    return [
        undocumented.DecisionWithoutDocument,
        late_records.LateRecord,
        ledger.PolicyLedger,
        figures.PolicyFigures,
        streams.PolicyStream,
        kept_papers.KeptPaper,
        dossiers.DossierEntry,
        begun.Matter,
        retyped.RetypedValue,
        *([known_elsewhere.TypedValue] if known_elsewhere.take(events) else []),
    ]
