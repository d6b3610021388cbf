"""The steps at which the latest matters rest to this day (RZ-3.3)."""

from deploy.demo.supervision.matter import Matter
from deploy.demo.supervision.ways import Way, begun


def assigned(m: Matter) -> None:
    m.raised()
    m.assigned()


def handling(m: Matter) -> None:
    begun(m, days=85)
    m.progressed()


def requested(m: Matter) -> None:
    handling(m)
    m.closure_requested()


def to_be_redone(m: Matter) -> None:
    begun(m)
    m.closed("部分群众反映仍未改善", effective=False)


def suspended(m: Matter) -> None:
    begun(m, days=80)
    m.suspended(days=170)


def being_explained(m: Matter) -> None:
    begun(m, days=80)
    m.explained()
    m.heard(False, "请再研究其他途径")


RESTS: tuple[Way, ...] = (
    suspended, being_explained, handling, to_be_redone, requested, handling, begun, suspended,
    Matter.raised, assigned, Matter.raised,
)  # fmt: skip
"""What the latest matters wait for to this day."""
