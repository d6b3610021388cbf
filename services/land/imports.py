"""What the land department brings in from its spreadsheets."""

from services.land.domain.parcel import PARCEL
from services.land.domain.parcel_rules import CLASS_ZH
from shared.imports import TOWNS, template

USES = {"工业": "industrial", "商业": "commercial", "公共": "public", "居住": "residential"}

PARCELS = template(
    "parcels",
    PARCEL,
    "survey-parcel",
    title="存量地块调查",
    view="parcel-ledger",
    titles={"parcel": "地块编号", "parcel_class": "类别", "use": "用途", "since": "存量起始日期"},
    words={
        "town": TOWNS,
        "parcel_class": {zh: id for id, zh in CLASS_ZH.items()},
        "use": USES,
        "owner": {"国有": "state", "集体": "collective"},
    },
    example={"parcel": "taoluo-001", "town": "taoluo", "parcel_class": "idle",
             "use": "industrial", "area": "13333.33", "since": "2023-06-30", "owner": "state"},
)  # fmt: skip
