"""镇域画像: each town's class and features, from when they act, and what it was before."""

from datetime import date
from typing import Any

from services.programme.domain.town_profile import TOWN_PROFILE
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import TownId
from shared.schemas.programme import town_profile


@view("town-profiles", title="镇域画像", key="town", version=1, of=TOWN_PROFILE)
class TownProfiles(Row):
    """`effective_from` is the first day on which the class acts."""

    town: TownId = column("镇")
    town_class: str = column("主类型")
    features: tuple[str, ...] = column("特色", ())
    effective_from: date | None = column("施行日期")
    decided_by: str = column("认定机关")
    decided_on: date | None = column("认定日期")
    document: str = column("文号")
    edition: int = column("画像版次")
    directions: tuple[town_profile.DirectionProfile, ...] = column("五个方向的现状", ())
    history: list[dict[str, Any]] = column("历次认定", factory=list)


@TownProfiles.on(town_profile.TownProfiled)
def profiled(row: TownProfiles, event: town_profile.TownProfiled) -> TownProfiles:
    return replace(row, edition=event.edition, directions=event.directions)


@TownProfiles.on(town_profile.TownClassified)
def classified(row: TownProfiles, event: town_profile.TownClassified) -> TownProfiles:
    entry = {
        "town_class": event.town_class,
        "features": list(event.features),
        "effective_from": event.effective_from.isoformat(),
        "document": event.document,
    }
    return replace(
        row, town_class=event.town_class, features=event.features,
        effective_from=event.effective_from, decided_by=event.decided_by,
        decided_on=event.decided_on, document=event.document, history=[*row.history, entry],
    )  # fmt: skip
