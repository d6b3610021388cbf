"""InstitutionAssessment (`credit-assessment-<assessment>`): one year of the institutions, RZ-2.4.g.

scheme → frozen → verified → scored → publicised → confirmed. A correction makes a new edition, which
is verified, scored and publicised anew.
"""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from immutables import Map

from services.credit.domain.assessment import rules
from shared.kernel.aggregate import (
    Aggregate,
    Condition,
    Context,
    part,
    refuse,
    to_named,
    to_party,
)
from shared.schemas.copying import replace
from shared.schemas.credit import assessment as assessments
from shared.schemas.credit.stages import AssessmentGroup, AssessmentStage

CLAUSE = rules.CLAUSE
STAGES: dict[AssessmentStage, str] = {
    "scheme": "已定方案",
    "frozen": "已锁定数据",
    "verified": "已核实数据",
    "scored": "已评分",
    "publicised": "公示",
    "confirmed": "已确认",
}
Figures = Map[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Objection:
    """`upheld` until the figure is corrected that it was about."""

    institution: str
    lodged_on: date
    days: int
    open: bool = True
    upheld: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class Assessment:
    """`figures` by institution and item; `edition` counts from 1; `disagreed` is the regulator that
    does not agree with the present one, or empty."""

    year: int = 0
    stage: AssessmentStage | None = None
    items: tuple[assessments.AssessmentItem, ...] = ()
    groups: Map[str, AssessmentGroup] = Map()
    figures: Figures = Map()
    edition: int = 0
    disagreed: str = ""
    counted: Map[tuple[str, str], assessments.InstitutionFigure] = Map()
    ranking: tuple[assessments.RankedInstitution, ...] = ()
    publicised_on: date = date.min
    publicity_days: int = 0
    publicity_over: bool = False
    objections: Map[str, Objection] = Map()
    flags: frozenset[str] = frozenset()

    @property
    def institutions(self) -> frozenset[str]:
        return frozenset(self.groups)

    @property
    def cells(self) -> list[tuple[str, str]]:
        """Every institution with every item."""
        return [(i, item.item) for i in sorted(self.groups) for item in self.items]

    @property
    def open_objections(self) -> list[str]:
        return sorted(id for id, o in self.objections.items() if o.open or o.upheld)

    @property
    def upheld(self) -> list[str]:
        return sorted(id for id, objection in self.objections.items() if objection.upheld)

    @property
    def published(self) -> bool:
        return self.stage in ("publicised", "confirmed")


ASSESSMENT = Aggregate(
    "credit-assessment",
    Assessment(),
    key="assessment",
    title="金融机构年度考核",
    sight=[to_named()],
    parts=[
        part(
            "scheme",
            to_party("readers"),
            events=[
                assessments.AssessmentSchemeSet,
                assessments.ScorePublicityEnded,
                assessments.InstitutionsAssessed,
            ],
            about=lambda assessment, _: {"readers": assessment.institutions},
        ),
        part(
            "scores",
            to_party("readers"),
            events=[assessments.InstitutionsScored, assessments.AssessmentScoresPublicised],
            about=lambda assessment, _: {
                "readers": assessment.institutions if assessment.published else frozenset()
            },
        ),
        part(
            "objection",
            to_party("institution"),
            events=[
                assessments.ScoreObjectionLodged,
                assessments.ScoreObjectionResolved,
                assessments.AssessmentFigureCorrected,
                assessments.AssessmentResultApplied,
            ],
        ),
    ],
)


@ASSESSMENT.evolve
def evolve(assessment: Assessment, event: assessments.Event) -> Assessment:
    match event:
        case assessments.AssessmentSchemeSet():
            groups = Map({one.institution: one.group for one in event.institutions})
            return Assessment(event.year, "scheme", tuple(event.items), groups)
        case assessments.AssessmentFiguresAsked():
            return assessment  # what is counted on it follows
        case assessments.AssessmentFiguresCounted():
            counted = {(f.institution, f.item): f for f in event.figures}
            return replace(assessment, counted=assessment.counted.update(counted))
        case assessments.AssessmentFiguresFrozen():
            frozen: Figures = Map(((f.institution, f.item), f.figure) for f in event.figures)
            return replace(assessment, stage="frozen", figures=frozen, edition=1)
        case assessments.AssessmentFiguresVerified(agreed=agreed):
            if agreed:
                return replace(assessment, stage="verified", disagreed="")
            return replace(assessment, disagreed=event.verified_by)
        case assessments.AssessmentFigureCorrected():
            figures = assessment.figures.set((event.institution, event.item), event.figure)
            if event.objection:
                answered = replace(assessment.objections[event.objection], upheld=False)
                assessment = _with(assessment, event.objection, answered)
            return replace(
                assessment, stage="frozen", figures=figures, edition=event.edition, disagreed="",
                ranking=(), publicity_over=False,
            )  # fmt: skip
        case assessments.InstitutionsScored(ranking=ranking):
            return replace(assessment, stage="scored", ranking=tuple(ranking))
        case assessments.AssessmentScoresPublicised():
            return replace(
                assessment, stage="publicised", publicised_on=event.publicised_on,
                publicity_days=event.publicity_working_days, publicity_over=False,
            )  # fmt: skip
        case assessments.ScorePublicityEnded():
            return replace(assessment, publicity_over=True)
        case assessments.ScoreObjectionLodged(objection=id):
            lodged = Objection(event.institution, event.lodged_on, event.objection_working_days)
            return _with(assessment, id, lodged)
        case assessments.ScoreObjectionResolved(objection=id, upheld=upheld):
            resolved = replace(assessment.objections[id], open=False, upheld=upheld)
            return _with(assessment, id, resolved)
        case assessments.ScoreObjectionOverdue(objection=id, key=key):
            late = replace(assessment.objections[id], late=True)
            return replace(_with(assessment, id, late), flags=assessment.flags | {key})
        case assessments.InstitutionsAssessed():
            return replace(assessment, stage="confirmed")
        case assessments.AssessmentResultApplied():
            return assessment
        case assessments.ScoreFlagCleared(key=key):
            return replace(assessment, flags=assessment.flags - {key})
    assert_never(event)


def at_stage(*needed: AssessmentStage) -> Condition:
    """The condition that an assessment is at one of these points."""

    def stands(assessment: Assessment, _: Context) -> None:
        if assessment.stage not in needed:
            refuse(
                rules.STAGE_OF_THE_ASSESSMENT,
                stage=STAGES[assessment.stage] if assessment.stage else "—",
                stage_en=assessment.stage or "—",
                needed="、".join(STAGES[stage] for stage in needed),
                needed_en=", ".join(needed),
            )

    return stands


def _with(assessment: Assessment, id: str, objection: Objection) -> Assessment:
    return replace(assessment, objections=assessment.objections.set(id, objection))
