"""What the housing department brings in from spreadsheets: applications for the library."""

from services.projects.domain.project.state import PROJECT
from shared.face.imports import template

APPLICATIONS = template(
    "applications",
    PROJECT,
    "apply-for-admission",
    title="项目申报",
    view="project-ledger",
    titles={"name": "项目名称", "kind": "类别", "origin": "来源"},
    example={"project": "taoluo-cold-chain", "name": "演示-冷链物流园", "town": "taoluo",
             "kind": "investment", "origin": "recruited", "unit": "演示-物流公司",
             "investment_fen": 5_000_000_000, "land_area": "40000.00", "land_use": "industrial"},
)  # fmt: skip
