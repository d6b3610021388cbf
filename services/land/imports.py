"""What the land department brings in from its spreadsheets."""

from services.land.domain.parcel.state import PARCEL
from shared.face.imports import template

PARCELS = template(
    "parcels",
    PARCEL,
    "survey-parcel",
    title="存量地块调查",
    view="parcel-ledger",
    titles={"parcel": "地块编号", "parcel_class": "类别", "use": "用途", "since": "存量起始日期"},
    example={"parcel": "taoluo-001", "town": "taoluo", "parcel_class": "idle",
             "use": "industrial", "area": "13333.33", "since": "2023-06-30", "owner": "state"},
)  # fmt: skip
