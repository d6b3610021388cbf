"""The stock parcels of the towns: those that the figures name, and more by rule up to sixty each.

What happens to a parcel is noted on it, so that a request for new land answers for the stock as
it then stands.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import cycle, islice
from typing import Any

from deploy.demo.story import Programme
from shared.policy.loader import registry

SURVEYED_ON = date(2023, 9, 5)
WAVES = 4
"""The surveyors list each town's parcels on so many shared days."""
SURVEYED_AGAIN_ON = date(2026, 3, 16)
LATE_SURVEYED_ON = date(2025, 1, 6)
"""The last parcel of each town is found a year after the others."""
SURVEY_ENDS_ON = date(2023, 11, 6)
ENTERS_MARKET = 20
"""The number of the collective parcel of each town, which may come to market."""


@dataclass
class Parcel:
    """`why` says why it does not serve a project; a parcel by rule has its class's reason."""

    id: str
    town: str
    parcel_class: str
    use: str
    area: str
    since: date
    why: str = ""
    listed: datetime | None = None
    left: datetime | None = None
    owner: str = "state"
    taken: bool = False
    reasons: dict[str, str] = field(default_factory=dict)
    classes: list[tuple[datetime, str]] = field(default_factory=list)

    @property
    def surveyor(self) -> str:
        return f"{registry().county_of(self.town)}-natural-resources"

    def stands(self, moment: datetime) -> bool:
        """Whether it is on the town's list at a moment."""
        listed = self.listed is not None and self.listed <= moment
        return listed and not (self.left is not None and self.left <= moment)

    def class_at(self, moment: datetime) -> str:
        changed = [kind for since, kind in self.classes if since <= moment]
        return changed[-1] if changed else self.parcel_class


Stock = dict[str, list[Parcel]]
"""The parcels by town."""


def stock_of(figures: dict[str, Any]) -> Stock:
    stock = {}
    for town, named in figures["parcels"].items():
        parcels = [
            Parcel(_id(town, n), town, *row[:4], why=row[4]) for n, row in enumerate(named, start=1)
        ]
        stock[town] = parcels + _by_rule(town, len(named) + 1, figures["more"])
    return stock


def free(parcels: list[Parcel], *classes: str) -> list[Parcel]:
    """Parcels by rule, found in the first survey, that nothing else happens to yet."""
    return [p for p in parcels[:-1] if p.parcel_class in classes and not (p.taken or p.why)]


def survey(programme: Programme, stock: Stock) -> None:
    for town, parcels in stock.items():
        story = programme.story(SURVEYED_ON)
        for wave in range(WAVES):
            for parcel in parcels[:-1][wave::WAVES]:
                _surveyed(story.give, parcel)
            story.after(1)
        story.not_before(SURVEY_ENDS_ON).give(
            "land", "complete-survey", parcels[0].surveyor,
            town=town, parcels=len(parcels) - 1, document="演示-日自然资规〔2023〕31号",
        )  # fmt: skip
        _surveyed(story.not_before(LATE_SURVEYED_ON).give, parcels[-1])


def survey_again(programme: Programme, town: str, parcels: list[Parcel]) -> None:
    """A second round, of what is still stock by then."""
    story = programme.story(SURVEYED_AGAIN_ON)
    story.give(
        "land", "complete-survey", parcels[0].surveyor,
        town=town, parcels=sum(p.stands(story.moment) for p in parcels),
        document=f"演示-存量更新调查〔{story.day.year}〕{town}",
    )  # fmt: skip


def _surveyed(give: Any, parcel: Parcel) -> None:
    parcel.listed = give(
        "land", "survey-parcel", parcel.surveyor,
        parcel=parcel.id, town=parcel.town, parcel_class=parcel.parcel_class, use=parcel.use,
        area=parcel.area, since=parcel.since.isoformat(),
        owner=None if parcel.owner == "state" else parcel.owner,
    )  # fmt: skip


def _by_rule(town: str, first: int, rule: dict[str, Any]) -> list[Parcel]:
    kinds = islice(cycle(rule["classes"]), first, None)
    uses = islice(cycle(rule["uses"]), first, None)
    parcels = []
    for n in range(first, rule["parcels"] + 1):
        seed = n * 7919 + len(town) * 104729
        area = f"{900 + seed % 8600 + (22000 if n % 15 == 0 else 0)}.{seed % 4 * 25:02d}"
        since = date(2016 + seed % 7, 1 + seed % 12, 1 + seed % 28)
        kind = next(kinds)
        parcels.append(
            Parcel(_id(town, n), town, kind, next(uses), area, since, reasons=rule["reasons"])
        )
        if n == ENTERS_MARKET:
            parcels[-1].owner, parcels[-1].taken = "collective", True
    return parcels


def _id(town: str, n: int) -> str:
    return f"{town}-parcel-{n:02d}"
