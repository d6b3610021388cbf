"""The scheme, the figures that it freezes, their verification and correction (RZ-2.4.g)."""

from collections.abc import Iterable

from services.credit.domain.assessment import rules
from services.credit.domain.assessment.state import ASSESSMENT, CLAUSE, Assessment, at_stage
from services.credit.domain.institution import INSTITUTION, require_open
from services.credit.domain.organisations import LOCAL_FINANCE, NFRA, PBOC
from shared.kernel.aggregate import SYSTEM, Context, Events, guard, pick, refuse
from shared.schemas.credit import assessment as assessments
from shared.schemas.credit.stages import AssessmentMeasure
from shared.schemas.text import named_once

COUNTED: tuple[AssessmentMeasure, ...] = (
    "demands-answered", "demands-in-time", "credit-granted", "loans-made", "product-use",
    "outlets", "guarantees", "loan-growth",
)  # fmt: skip
"""The measures that the log tells by itself: all but those of a scheme's own."""


@ASSESSMENT.command(
    title="制定考核方案",
    clause=CLAUSE,
    by=[LOCAL_FINANCE],
    guards=[guard(INSTITUTION, lambda _, cmd: {one.institution for one in cmd.institutions})],
    creates=True,
    numbered="credit-{year}",
)
def set_assessment_scheme(
    _: Assessment, cmd: assessments.SetAssessmentScheme, context: Context
) -> Events:
    total = sum(item.weight for item in cmd.items)
    if total != 100:
        refuse(rules.ITEM_WEIGHTS_SUM_TO_100, total=total)
    least = context.parameter("credit.assessment_pilot_weight")
    weight = sum(item.weight for item in cmd.items if item.pilot)
    if weight < least:
        refuse(rules.PILOT_ITEM_COUNTS, least=least, weight=weight)
    for names in ([i.item for i in cmd.items], [one.institution for one in cmd.institutions]):
        if not names or not named_once(names):
            refuse(rules.SCHEME_NAMES_EACH_ONCE, names="、".join(names) or "—")
    for one in cmd.institutions:
        require_open(one.institution, context)
    yield assessments.AssessmentSchemeSet.of(cmd, set_on=context.today)


@ASSESSMENT.command(
    title="锁定考核数据", clause=CLAUSE, by=[LOCAL_FINANCE], when=[at_stage("scheme")]
)
def freeze_figures(
    assessment: Assessment, cmd: assessments.FreezeFigures, context: Context
) -> Events:
    """One figure for every institution and item, each with the log position it was counted up to.

    What the log tells was counted first, and is frozen as it was.
    """
    measures = {item.item: item.measure for item in assessment.items}
    waiting = [c for c in assessment.cells if measures[c[1]] in COUNTED]
    if lacking := [cell for cell in waiting if cell not in assessment.counted]:
        refuse(rules.FIGURES_ARE_COUNTED, lacking=_named(lacking))
    for given in cmd.figures:
        known = assessment.counted.get((given.institution, given.item))
        if known is not None and known.figure != given.figure:
            refuse(
                rules.FIGURE_IS_AS_COUNTED, institution=given.institution, item=given.item,
                counted=known.figure,
            )  # fmt: skip
    typed = [f for f in cmd.figures if (f.institution, f.item) not in assessment.counted]
    require_every_cell(assessment, [*assessment.counted, *((f.institution, f.item) for f in typed)])
    counted = [assessment.counted[c] for c in assessment.cells if c in assessment.counted]
    yield assessments.AssessmentFiguresFrozen(
        cmd.assessment, figures=[*counted, *typed], frozen_on=context.today
    )


@ASSESSMENT.command(
    title="要求统计考核数据", clause=CLAUSE, by=[LOCAL_FINANCE], when=[at_stage("scheme")]
)
def ask_for_figures(
    assessment: Assessment, cmd: assessments.AskForFigures, context: Context
) -> Events:
    yield assessments.AssessmentFiguresAsked.of(
        cmd, year=assessment.year, items=list(assessment.items),
        institutions=sorted(assessment.institutions), asked_on=context.today,
    )  # fmt: skip


@ASSESSMENT.command(title="统计考核数据", clause=CLAUSE, by=[SYSTEM], when=[at_stage("scheme")])
def take_counted_figures(
    assessment: Assessment, cmd: assessments.TakeCountedFigures, context: Context
) -> Events:
    yield assessments.AssessmentFiguresCounted.of(cmd, counted_on=context.today)


@ASSESSMENT.command(title="核实考核数据", clause=CLAUSE, by=[PBOC, NFRA], when=[at_stage("frozen")])
def verify_figures(
    assessment: Assessment, cmd: assessments.VerifyFigures, context: Context
) -> Events:
    yield assessments.AssessmentFiguresVerified.of(
        cmd, verified_by=context.actor.organisation, verified_on=context.today
    )


def _require_cause(assessment: Assessment, cmd: assessments.CorrectFigure, _: Context) -> None:
    objection = assessment.objections.get(cmd.objection or "")
    upheld = objection is not None and objection.upheld
    if not assessment.disagreed and not upheld:
        refuse(rules.CORRECTED_FOR_A_CAUSE)


@ASSESSMENT.command(
    title="更正考核数据",
    clause=CLAUSE,
    by=[LOCAL_FINANCE],
    when=[at_stage("frozen", "verified", "scored", "publicised")],
    picks=[pick("objection", _require_cause)],
)
def correct_figure(
    assessment: Assessment, cmd: assessments.CorrectFigure, context: Context
) -> Events:
    _require_cause(assessment, cmd, context)
    previous = assessment.figures.get((cmd.institution, cmd.item))
    if previous is None or previous == cmd.figure:
        refuse(
            rules.FIGURE_IS_FROZEN, institution=cmd.institution, item=cmd.item,
            figure="—" if previous is None else previous,
        )  # fmt: skip
    yield assessments.AssessmentFigureCorrected.of(
        cmd, previous_figure=previous, edition=assessment.edition + 1, corrected_on=context.today
    )


def require_every_cell(assessment: Assessment, given: list[tuple[str, str]]) -> None:
    """Refuse unless every institution has every item once."""
    odd = {cell for cell in given if given.count(cell) > 1}
    odd |= set(given) ^ set(assessment.cells)
    if odd:
        refuse(rules.EVERY_FIGURE_IS_GIVEN, missing=_named(odd))


def _named(cells: Iterable[tuple[str, str]]) -> str:
    return "、".join(f"{institution}/{item}" for institution, item in sorted(cells))
