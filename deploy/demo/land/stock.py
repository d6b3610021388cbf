"""The survey of each town's stock parcels (RZ-2.3.b)."""

from datetime import date
from typing import Any

from deploy.demo.story import Programme
from shared.registry.loader import registry

SURVEYED_ON = date(2024, 1, 5)
LAST_SURVEYED_ON = date(2025, 1, 6)
"""The last parcel of each town is found a year after the others."""


def survey(programme: Programme, town: str, parcels: list[list[Any]]) -> None:
    surveyor = f"{registry().county_of(town)}-natural-resources"
    story = programme.story(SURVEYED_ON)
    for n, (parcel_class, use, area, since, _) in enumerate(parcels, start=1):
        if n == len(parcels):
            story.not_before(LAST_SURVEYED_ON)
        story.give(
            "land", "survey-parcel", surveyor,
            parcel=parcel_id(town, n), town=town, parcel_class=parcel_class, use=use, area=area,
            since=since.isoformat(),
        )  # fmt: skip


def parcel_id(town: str, n: int) -> str:
    return f"{town}-parcel-{n:02d}"


def surveyed_before(day: date, n: int, parcels: list[list[Any]]) -> bool:
    """Whether the n-th parcel of a town stands on its list before a day."""
    return day > (LAST_SURVEYED_ON if n == len(parcels) else SURVEYED_ON)
