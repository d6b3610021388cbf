"""指标 (RZ-1.a): what a town is measured by, year by year against its targets.

Figures are in thousandths of the indicator's own unit; the base is that of 2022.
"""

from datetime import date

from shared.schemas.corrections import corrects
from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    CountOrZero,
    CountyId,
    Days,
    DocumentRef,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    Reason,
    Thousandths,
    TownId,
    Year,
    titled,
)
from shared.schemas.programme.stages import Direction, Feed, Frequency

CLAUSE = "RZ-1.a"


@command_data
class YearlyTarget:
    year: Year
    target_thousandths: Thousandths


@command_data
class Indicator:
    """`source` verifies its figures; where it is `fed_by` other services' facts, a yearly one is
    filled by itself at the year's end."""

    indicator: Identifier
    name: Name = titled("指标名称")
    direction: Direction
    unit: Name = titled("计量单位")
    source: OrganisationId = titled("数据来源部门", kind="organisation", reference="organisation")
    frequency: Frequency
    base_thousandths: Thousandths
    targets: tuple[YearlyTarget, ...] = titled("年度目标")
    fed_by: Feed | None = titled("自动取数", None)


@command_data
class AdoptIndicatorScheme:
    """Every direction has an indicator, and every indicator a target for the same years."""

    town: TownId
    indicators: tuple[Indicator, ...] = titled("指标")
    document: DocumentRef


@event("programme", clause=CLAUSE, title="印发指标体系")
class IndicatorSchemeAdopted(AdoptIndicatorScheme):
    """`edition` counts from 1; figures recorded before stay as they are. The scheme of the year
    after `last_year` is due so many calendar days into it."""

    county: CountyId
    edition: Count
    base_year: Year = titled("基期")
    last_year: Year = titled("目标至年度")
    issued_on: date
    scheme_days: Days


@event("programme", clause=CLAUSE, title="指标体系逾期")
class IndicatorSchemeOverdue:
    """No scheme has targets for `year`. `key` is the year's."""

    town: TownId
    county: CountyId
    organisation: OrganisationId
    key: str
    year: Year
    due_on: date


@command_data
class RecordIndicator:
    """`part` is the month or the quarter; 0 for a yearly figure. `released` says whether the
    statistics have been published: what is not is in no public ledger."""

    town: TownId
    indicator: Identifier
    year: Year
    part: CountOrZero
    value_thousandths: Thousandths
    released: Flag = titled("统计数据是否已公布")
    document: DocumentRef | None = None


@event("programme", clause=CLAUSE, title="填报指标")
class IndicatorRecorded(RecordIndicator):
    """Against the year's target; the source department verifies it within working days."""

    document: DocumentRef | None
    county: CountyId
    source: OrganisationId = titled("数据来源部门")
    target_thousandths: Thousandths
    recorded_by: OrganisationId
    recorded_on: date
    working_days: Days = titled("核定期限（工作日）")


@command_data
class VerifyIndicator:
    town: TownId
    indicator: Identifier
    year: Year
    part: CountOrZero
    document: DocumentRef | None = None


@event("programme", clause=CLAUSE, title="核定指标")
class IndicatorVerified(VerifyIndicator):
    document: DocumentRef | None
    value_thousandths: Thousandths
    target_thousandths: Thousandths
    verified_by: OrganisationId
    verified_on: date


@command_data
class ReturnIndicator:
    town: TownId
    indicator: Identifier
    year: Year
    part: CountOrZero
    reason: Reason = titled("退回理由")


@event("programme", clause=CLAUSE, title="退回指标")
class IndicatorReturned(ReturnIndicator):
    returned_by: OrganisationId
    returned_on: date


@command_data
class CorrectIndicator:
    """By a new event with the previous figure; the source department verifies it again."""

    town: TownId
    indicator: Identifier
    year: Year
    part: CountOrZero
    value_thousandths: Thousandths
    reason: Reason = titled("更正理由")
    document: DocumentRef | None = None


@event(
    "programme",
    clause=CLAUSE,
    title="更正指标",
    corrects=[corrects(IndicatorRecorded, alike=["indicator", "year", "part"])],
)
class IndicatorCorrected(CorrectIndicator):
    document: DocumentRef | None
    previous_thousandths: Thousandths
    target_thousandths: Thousandths
    corrected_by: OrganisationId
    corrected_on: date
    working_days: Days = titled("核定期限（工作日）")


@command_data
class ReleaseIndicator:
    town: TownId
    indicator: Identifier
    year: Year
    part: CountOrZero
    document: DocumentRef


@event("programme", clause=CLAUSE, title="公布指标数据")
class IndicatorReleased:
    """From now on a public figure, as verified; `document` is that of the statistics, if told."""

    town: TownId
    indicator: Identifier
    year: Year
    part: CountOrZero
    document: DocumentRef | None
    county: CountyId
    name: Name = titled("指标名称")
    direction: Direction
    unit: Name = titled("计量单位")
    value_thousandths: Thousandths
    target_thousandths: Thousandths
    released_on: date = titled("公布日期")


@event("programme", clause=CLAUSE, title="指标核定逾期")
class IndicatorVerificationOverdue:
    """`organisation` is the source department; `key` is the figure's."""

    town: TownId
    county: CountyId
    organisation: OrganisationId
    key: str
    indicator: Identifier
    name: Name = titled("指标名称")
    year: Year
    part: CountOrZero
    due_on: date


@command_data
class ClearIndicatorFlag:
    town: TownId
    key: str
    issue: Identifier


@event("programme", clause="RZ-3.3.c", title="指标逾期预警解除")
class IndicatorFlagCleared(ClearIndicatorFlag):
    """The issue that lateness raised is resolved."""


Event = (
    IndicatorSchemeAdopted | IndicatorSchemeOverdue | IndicatorRecorded | IndicatorVerified
    | IndicatorReturned | IndicatorCorrected | IndicatorReleased | IndicatorVerificationOverdue
    | IndicatorFlagCleared
)  # fmt: skip
