"""What the housing department brings in from spreadsheets: applications for the library."""

from services.projects.domain.project import PROJECT
from shared.imports import TOWNS, template

APPLICATIONS = template(
    "applications",
    PROJECT,
    "apply-for-admission",
    title="项目申报",
    view="project-ledger",
    titles={"name": "项目名称", "kind": "类别", "origin": "来源"},
    words={
        "town": TOWNS,
        "kind": {"投资性产业": "investment", "社会事业": "social", "基础设施": "infrastructure"},
        "origin": {"本地": "own", "招商引资": "recruited"},
        "land_use": {
            "工业": "industrial", "商业": "commercial", "公共": "public", "居住": "residential",
        },
    },
    example={"project": "taoluo-cold-chain", "name": "演示-冷链物流园", "town": "taoluo",
             "kind": "investment", "origin": "recruited", "unit": "演示-物流公司",
             "investment_fen": 5_000_000_000, "land_area": "40000.00", "land_use": "industrial"},
)  # fmt: skip
