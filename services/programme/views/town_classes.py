"""城镇类型名录: the list in force of what a town may be classified as."""

from datetime import date

from services.programme.domain.town_classes import TOWN_CLASSES
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.programme import town_classes


@view("town-classes", title="城镇类型名录", key="catalogue", version=1, of=TOWN_CLASSES)
class TownClassLists(Row):
    catalogue: str = column("名录编号")
    edition: int = column("版次")
    document: str = column("文号")
    issued_on: date | None = column("印发日期")
    classes: tuple[town_classes.TownClass, ...] = column("主类型", ())
    features: tuple[town_classes.TownClass, ...] = column("特色", ())


@TownClassLists.on(town_classes.TownClassesAdopted)
def adopted(row: TownClassLists, event: town_classes.TownClassesAdopted) -> TownClassLists:
    return replace(
        row, edition=event.edition, document=event.document, issued_on=event.issued_on,
        classes=event.classes, features=event.features,
    )  # fmt: skip
