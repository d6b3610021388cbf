"""The month's 项目进展, drawn from the ledgers of projects and permits."""

from services.projects.views.permit_ledger import PermitLedger
from services.projects.views.project_ledger import ProjectLedger
from services.projects.views.project_readiness import ProjectReadiness
from shared.kernel.views.paper import Listing, Paper

MONTHLY_REPORT = Paper(
    "monthly-report",
    "月报",
    of="month",
    sections=(
        Listing(
            "本月入库的项目",
            ProjectLedger,
            ("name", "town", "kind", "unit", "investment_fen", "admitted_on", "document"),
            within="admitted_on",
            sort="admitted_on",
        ),
        Listing(
            "本月决定的许可",
            PermitLedger,
            ("project", "permit", "town", "status", "organisation", "decided_on", "document"),
            within="decided_on",
            sort="decided_on",
        ),
        Listing(
            "在库项目要素到位情况",
            ProjectReadiness,
            ("name", "town", "land_ready", "money_ready", "financed", "permits_ready", "ready"),
            where={"live": True},
            sort="name",
        ),
    ),
)
