"""New land for a project, once the town has answered for its own stock (RZ-2.3.a, d)."""

from typing import Any

from deploy.demo.land.stock import parcel_id, surveyed_before
from deploy.demo.projects.admission import Admitted


def request_land(admitted: Admitted, parcels: list[list[Any]]) -> None:
    """`parcels` are the town's stock; the county then gives from its reserve."""
    id, town = admitted.id, admitted.town
    area, use = admitted.figures["land"]
    story = admitted.story.branch().after(12)
    screening = [
        {"parcel": parcel_id(town, n), "reason": reason}
        for n, (_, parcel_use, _, _, reason) in enumerate(parcels, start=1)
        if parcel_use == use and surveyed_before(story.day, n, parcels)
    ]
    story.give(
        "land", "request-new-land", town,
        request=id, project=id, town=town, area=area, use=use, screening=screening,
    )  # fmt: skip
    story.after(10).give(
        "land", "allocate-land", f"{admitted.county}-natural-resources",
        request=id, source="reserve", document=f"演示-用地批复-{id}",
    )  # fmt: skip
