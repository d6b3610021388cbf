"""What towns bring in from spreadsheets: the matters that they raise."""

from services.supervision.domain.issue.state import ISSUE
from shared.face.imports import template

ISSUES = template(
    "issues",
    ISSUE,
    "raise-issue",
    title="事项提出",
    view="issue-ledger",
    titles={"issue": "事项编号", "kind": "类别", "title": "标题", "clause": "条款"},
    example={"issue": "taoluo-2024-001", "town": "taoluo", "kind": "problem",
             "title": "演示-断头路", "description": "演示-园区道路未接通", "clause": "RZ-2.1.c"},
)  # fmt: skip
