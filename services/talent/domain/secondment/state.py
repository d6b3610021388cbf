"""Secondment (`secondment-<id>`): one post of a pilot town and who is seconded to it, RZ-2.5.b.

Names are seen by organization of city and county, by the sender and by the town.
"""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from services.talent.domain.secondment import rules
from shared.kernel.aggregate import Aggregate, refuse, to_organisation, to_party
from shared.schemas.copying import replace
from shared.schemas.talent import secondment as secondments
from shared.schemas.talent.stages import SecondmentStage
from shared.schemas.words import words_of

CLAUSE = rules.CLAUSE
STAGES_ZH = words_of(SecondmentStage)


@dataclass(frozen=True, slots=True)
class Secondment:
    """`guided_by` is the county's organization department. `warned` and `overdue` are told of the
    present end; an extension takes them back."""

    town: str = ""
    county: str = ""
    guided_by: str = ""
    stage: str = ""
    requested_on: date | None = None
    answer_working_days: int = 0
    answer_late: bool = False
    post: str = ""
    sender: str = ""
    person: str = ""
    started_on: date | None = None
    until: date | None = None
    warn_calendar_days: int = 0
    decided_by: str = ""
    warned: bool = False
    overdue: bool = False
    appraised: tuple[int, ...] = ()
    flags: frozenset[str] = frozenset()


SECONDMENT = Aggregate(
    "secondment",
    Secondment(),
    key="secondment",
    title="挂职",
    sight=[
        to_organisation("organization"),
        to_party("town"),
        to_party("guided_by"),
        to_party("sender"),
        to_party("decided_by"),
    ],
)


@SECONDMENT.evolve
def evolve(secondment: Secondment, event: secondments.Event) -> Secondment:
    match event:
        case secondments.SecondeeRequested():
            return Secondment(
                town=event.town,
                county=event.county,
                guided_by=event.guided_by,
                stage="requested",
                post=event.post,
                requested_on=event.requested_on,
                answer_working_days=event.answer_working_days,
            )
        case secondments.SecondeeNominated(sender=sender):
            return replace(secondment, stage="nominated", sender=sender)
        case secondments.SecondeeDeclined():
            return replace(secondment, stage="declined")
        case secondments.SecondmentStarted():
            return replace(
                secondment,
                stage="started",
                post=event.post,
                person=event.person,
                started_on=event.started_on,
                until=event.until,
                warn_calendar_days=event.warn_calendar_days,
                decided_by=event.decided_by,
            )
        case secondments.SecondmentRegistered():
            return Secondment(
                town=event.town,
                county=event.county,
                guided_by=event.guided_by,
                stage="started",
                post=event.post,
                sender=event.sender,
                person=event.person,
                started_on=event.started_on,
                until=event.until,
                warn_calendar_days=event.warn_calendar_days,
                decided_by=event.decided_by,
            )
        case secondments.SecondmentExtended(until=until, decided_by=decided_by):
            return replace(
                secondment, until=until, decided_by=decided_by, warned=False, overdue=False
            )
        case secondments.SecondeeAppraised(year=year):
            return replace(secondment, appraised=(*secondment.appraised, year))
        case secondments.SecondmentEnded():
            return replace(secondment, stage="ended")
        case secondments.SecondeeOverdue():
            return replace(secondment, answer_late=True, flags=secondment.flags | {"answer"})
        case secondments.SecondmentEnding():
            return replace(secondment, warned=True)
        case secondments.SecondmentDue():
            return replace(secondment, overdue=True, flags=secondment.flags | {"end"})
        case secondments.SecondmentFlagCleared(key=key):
            return replace(secondment, flags=secondment.flags - {key})
    assert_never(event)


def require_stage(secondment: Secondment, *wanted: str) -> None:
    if secondment.stage not in wanted:
        refuse(
            rules.AT_STAGE,
            stage=secondment.stage,
            stage_zh=STAGES_ZH.get(secondment.stage, ""),
            wanted=" or ".join(wanted),
            wanted_zh="或".join(STAGES_ZH[one] for one in wanted),
        )
