"""Figures of a town's indicators: recorded, verified by their source, corrected, released (RZ-1.a)."""

from datetime import date

from services.programme.domain.indicator_book import rules
from services.programme.domain.indicator_book.state import (
    INDICATOR_BOOK,
    Figure,
    IndicatorBook,
    figure_id,
)
from shared.kernel.aggregate import ANYONE, SYSTEM, Context, Events, pick, refuse, require_flag
from shared.schemas.programme import indicator_book
from shared.schemas.programme.stages import FigureStage, Frequency
from shared.schemas.words import say, words_of

CLAUSE = rules.CLAUSE
_STAGES = words_of(FigureStage)
PARTS: dict[Frequency, range] = {
    "monthly": range(1, 13), "quarterly": range(1, 5), "yearly": range(1),
}  # fmt: skip
Command = (
    indicator_book.RecordIndicator
    | indicator_book.VerifyIndicator
    | indicator_book.ReturnIndicator
    | indicator_book.CorrectIndicator
    | indicator_book.ReleaseIndicator
)


def _require_source(book: IndicatorBook, cmd: Command, context: Context) -> None:
    known = book.indicators.get(cmd.indicator)
    if known is not None and context.actor.organisation != known.source:
        refuse(rules.SOURCE_VERIFIES, source=known.source)


def _require_recorder(book: IndicatorBook, cmd: Command, context: Context) -> None:
    known = book.indicators.get(cmd.indicator)
    if known is not None and context.actor.organisation not in (book.town, known.source):
        refuse(rules.RECORDED_BY_TOWN_OR_SOURCE, town=book.town, source=known.source)


BY_RECORDER = [pick("indicator", _require_recorder)]
BY_SOURCE = [pick("indicator", _require_source)]


@INDICATOR_BOOK.command(title="填报指标", clause=CLAUSE, by=[ANYONE], picks=BY_RECORDER)
def record_indicator(
    book: IndicatorBook, cmd: indicator_book.RecordIndicator, context: Context
) -> Events:
    _require_recorder(book, cmd, context)
    target, indicator = book.target(cmd.indicator, cmd.year), book.indicators[cmd.indicator]
    if cmd.part not in PARTS[indicator.frequency] or not _has_begun(cmd, indicator, context):
        refuse(
            rules.PART_FITS_THE_FREQUENCY, frequency=indicator.frequency,
            frequency_zh=say(Frequency, indicator.frequency), year=cmd.year, part=cmd.part,
        )  # fmt: skip
    known = book.figures.get(_id(cmd))
    if known is not None:
        refuse(rules.RECORDED_ONCE, value=known.value)
    yield indicator_book.IndicatorRecorded.of(
        cmd, county=context.registry.county_of(book.town), source=indicator.source,
        target_thousandths=target, recorded_by=context.actor.organisation,
        recorded_on=context.today,
        working_days=context.parameter("programme.verification_working_days"),
    )  # fmt: skip


@INDICATOR_BOOK.command(title="核定指标", clause=CLAUSE, by=[ANYONE], picks=BY_SOURCE)
def verify_indicator(
    book: IndicatorBook, cmd: indicator_book.VerifyIndicator, context: Context
) -> Events:
    """A figure whose statistics are published is public from then on."""
    _require_source(book, cmd, context)
    figure = _require_figure(book, cmd)
    _require_stage(figure, "recorded")
    target, by = book.target(cmd.indicator, cmd.year), context.actor.organisation
    yield indicator_book.IndicatorVerified.of(
        cmd, value_thousandths=figure.value, target_thousandths=target, verified_by=by,
        verified_on=context.today,
    )  # fmt: skip
    if figure.released:
        yield _release(book, figure, cmd.document, context)


@INDICATOR_BOOK.command(title="退回指标", clause=CLAUSE, by=[ANYONE], picks=BY_SOURCE)
def return_indicator(
    book: IndicatorBook, cmd: indicator_book.ReturnIndicator, context: Context
) -> Events:
    _require_source(book, cmd, context)
    _require_stage(_require_figure(book, cmd), "recorded")
    yield indicator_book.IndicatorReturned.of(
        cmd, returned_by=context.actor.organisation, returned_on=context.today
    )


@INDICATOR_BOOK.command(title="更正指标", clause=CLAUSE, by=[ANYONE], picks=BY_RECORDER)
def correct_indicator(
    book: IndicatorBook, cmd: indicator_book.CorrectIndicator, context: Context
) -> Events:
    """Also one that is verified: it is verified again."""
    _require_recorder(book, cmd, context)
    figure = _require_figure(book, cmd)
    if figure.value == cmd.value_thousandths and figure.stage != "returned":
        refuse(rules.CORRECTION_CHANGES_THE_FIGURE, value=figure.value)
    yield indicator_book.IndicatorCorrected.of(
        cmd, previous_thousandths=figure.value,
        target_thousandths=book.target(cmd.indicator, cmd.year),
        corrected_by=context.actor.organisation, corrected_on=context.today,
        working_days=context.parameter("programme.verification_working_days"),
    )  # fmt: skip


@INDICATOR_BOOK.command(title="公布指标数据", clause=CLAUSE, by=[ANYONE], picks=BY_SOURCE)
def release_indicator(
    book: IndicatorBook, cmd: indicator_book.ReleaseIndicator, context: Context
) -> Events:
    """What was kept back until the statistics were published."""
    _require_source(book, cmd, context)
    figure = _require_figure(book, cmd)
    _require_stage(figure, "verified")
    if not figure.released:
        yield _release(book, figure, cmd.document, context)


@INDICATOR_BOOK.command(title="解除指标逾期预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_indicator_flag(
    book: IndicatorBook, cmd: indicator_book.ClearIndicatorFlag, context: Context
) -> Events:
    require_flag(book.flags, cmd.key)
    yield indicator_book.IndicatorFlagCleared.of(cmd)


def _release(
    book: IndicatorBook, figure: Figure, document: str | None, context: Context
) -> indicator_book.IndicatorReleased:
    indicator = book.indicators[figure.indicator]
    return indicator_book.IndicatorReleased(
        book.town, indicator=figure.indicator, year=figure.year, part=figure.part,
        document=document, county=context.registry.county_of(book.town), name=indicator.name,
        direction=indicator.direction, unit=indicator.unit, value_thousandths=figure.value,
        target_thousandths=book.target(figure.indicator, figure.year),
        released_on=context.today,
    )  # fmt: skip


def _has_begun(
    cmd: indicator_book.RecordIndicator, indicator: indicator_book.Indicator, context: Context
) -> bool:
    months = {"monthly": cmd.part, "quarterly": 3 * cmd.part - 2, "yearly": 1}
    return date(cmd.year, months[indicator.frequency], 1) <= context.today


def _id(cmd: Command) -> str:
    return figure_id(cmd.indicator, cmd.year, cmd.part)


def _require_figure(book: IndicatorBook, cmd: Command) -> Figure:
    book.target(cmd.indicator, cmd.year)
    figure = book.figures.get(_id(cmd))
    if figure is None:
        refuse(rules.FIGURE_IS_RECORDED, figure=_id(cmd))
    return figure


def _require_stage(figure: Figure, needed: FigureStage) -> None:
    if figure.stage != needed:
        refuse(
            rules.FIGURE_STAGE_ALLOWS, stage=_STAGES[figure.stage], stage_en=figure.stage,
            needed=_STAGES[needed], needed_en=needed,
        )  # fmt: skip
