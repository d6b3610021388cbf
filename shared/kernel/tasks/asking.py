"""减负: what towns were asked for, and what of it was known. Every service tells it of itself."""

from collections.abc import Sequence

from shared.kernel.documents.retyped import RETYPED
from shared.kernel.tasks.holding import HeldTask
from shared.kernel.views.figure import Figure, figure
from shared.policy.loader import registry

ASKED = figure(
    "asked-of-towns",
    "向镇要件",
    of=HeldTask,
    by=("held_since", "holder", "asked_by", "clause"),
    where={"holder": tuple(registry().towns)},
    few=("asked_by", "clause"),
    drawn=False,
)
"""Each thing that a town had to do, by month, town, who asked (none where the town's own act, or
the passing of a day, did) and sentence."""

OF_EVERY_SERVICE: Sequence[Figure] = (ASKED, RETYPED)
