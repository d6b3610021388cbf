"""What is built on stock parcels, or not: starts, stops, warnings, determinations (RZ-2.3.b).

A year past the agreed start, or of a stop with little built, the system warns; a person
determines. Who starts in time, or anew, is not idle.
"""

from datetime import date

from deploy.demo.land.parcels import Parcel, Stock, free
from deploy.demo.story import Programme

AGREED_ON = date(2023, 12, 5)
START_BY, LATER_START_BY = date(2024, 3, 31), date(2024, 12, 31)
CAUSES = {
    "enterprise": "受让企业资金链断裂，未按期动工",
    "government": "配套道路未按约定建成，系政府原因",
    "force-majeure": "地下发现文物，考古勘探期间不能施工",
}


def construction(programme: Programme, stock: Stock) -> None:
    for parcels in stock.values():
        agreed = free(parcels, "approved-unsupplied")[:9]
        for parcel in agreed:
            parcel.taken = True
            _agree(programme, parcel, AGREED_ON, START_BY)
        started, idle, put_off = agreed[0::3], agreed[1::3], agreed[2::3]
        for n, parcel in enumerate(started):
            _start(programme, parcel, date(2024, 3, 25))
            if n < 2:
                _stop(programme, parcel, resumes=n == 0)
        for parcel, cause in zip(idle, CAUSES, strict=True):
            _determine(programme, parcel, date(2025, 5, 6), "not-started", cause)
        for n, parcel in enumerate(put_off):
            _agree(programme, parcel, date(2024, 3, 15), LATER_START_BY)
            if n < 2:
                _start(programme, parcel, date(2024, 12, 16))
    _reclassify(programme, stock)
    _correct(programme, stock["taoluo"])


def _agree(programme: Programme, parcel: Parcel, day: date, start_by: date) -> None:
    programme.story(day).give(
        "land", "agree-construction-start", parcel.surveyor,
        parcel=parcel.id, start_by=start_by.isoformat(),
        planned_investment_fen=int(float(parcel.area)) * 2500_00,
        document=f"演示-土地交付确认书〔{day.year}〕{parcel.id}",
    )  # fmt: skip


def _start(programme: Programme, parcel: Parcel, day: date) -> None:
    story = programme.story(day)
    story.give(
        "land", "report-construction", parcel.town,
        parcel=parcel.id, stage="started", on=story.day.isoformat(),
    )  # fmt: skip


def _stop(programme: Programme, parcel: Parcel, resumes: bool) -> None:
    """With a tenth built; the year over, it resumes after all, or is idle."""
    built = float(parcel.area) // 10
    story = programme.story(date(2024, 9, 25))
    story.give(
        "land", "report-construction", parcel.town,
        parcel=parcel.id, stage="stopped", on=story.day.isoformat(),
        developed_area=f"{built:.2f}", invested_fen=int(built) * 2500_00,
    )  # fmt: skip
    if not resumes:
        _determine(programme, parcel, date(2025, 11, 5), "stopped", "enterprise")
        return
    story.not_before(date(2025, 10, 15)).give(
        "land", "report-construction", parcel.town,
        parcel=parcel.id, stage="resumed", on=story.day.isoformat(),
        developed_area=f"{built:.2f}", invested_fen=int(built) * 2500_00,
    )  # fmt: skip


def _determine(programme: Programme, parcel: Parcel, day: date, ground: str, cause: str) -> None:
    moment = programme.story(day).give(
        "land", "determine-idle", parcel.surveyor,
        parcel=parcel.id, ground=ground, cause=cause, reason=CAUSES[cause],
        document=f"演示-闲置土地认定书〔{day.year}〕{parcel.id}",
    )  # fmt: skip
    parcel.classes.append((moment, "idle"))


def _reclassify(programme: Programme, stock: Stock) -> None:
    for parcels in stock.values():
        for parcel in free(parcels, "approved-unsupplied")[:2]:
            parcel.taken = True
            moment = programme.story(date(2025, 6, 5)).give(
                "land", "reclassify-parcel", "natural-resources",
                parcel=parcel.id, parcel_class="inefficient", since="2025-06-01",
                reason="已供地建成，产出强度低于控制指标",
            )  # fmt: skip
            parcel.classes.append((moment, "inefficient"))


def _correct(programme: Programme, parcels: list[Parcel]) -> None:
    """One parcel was measured anew, another had been recorded twice."""
    measured, twice = [p for p in free(parcels, "inefficient") if p.use == "residential"][:2]
    story = programme.story(date(2024, 1, 15))
    for parcel in (measured, twice):
        parcel.taken = True
    measured.area = f"{float(measured.area) - 120.5:.2f}"
    story.give(
        "land", "correct-parcel", measured.surveyor,
        parcel=measured.id, use=measured.use, area=measured.area,
        reason="勘测定界成果核减", document=f"演示-勘测定界报告-{measured.id}",
    )  # fmt: skip
    twice.left = story.give(
        "land", "strike-parcel", twice.surveyor, parcel=twice.id, reason="与相邻地块重复登记"
    )
