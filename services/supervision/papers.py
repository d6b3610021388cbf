"""督办单, 答复函, 通报 and the month's 办理情况, drawn from the ledgers of matters and bulletins."""

from services.supervision.domain.issue.state import ISSUE
from services.supervision.views.bulletin_figures import BulletinFigures
from services.supervision.views.bulletins import Bulletins
from services.supervision.views.issue_ledger import IssueLedger
from services.supervision.views.replies_owed import RepliesOwed
from services.supervision.views.supervised_issues import SupervisedIssues
from shared.kernel.views.paper import Course, Facts, Listing, Paper

_MATTER = ("title", "town", "clause", "kind", "handler", "raised_on", "due_on", "light")

SUPERVISION_NOTICE = Paper(
    "supervision-notice",
    "督办单",
    of=SupervisedIssues,
    to=("handler",),
    sections=(
        Facts("督办事项", IssueLedger, _MATTER),
        Facts(
            "督办情况",
            SupervisedIssues,
            (
                "reminders",
                "reminded_on",
                "escalated_on",
                "escalated_to",
                "trigger",
                "reason",
                "supervisor",
                "until",
            ),
        ),
        Course("办理经过", ISSUE),
    ),
    closing="请按时限办结，并将办理结果告知提出事项的镇。",
)

REPLY = Paper(
    "reply",
    "答复函",
    of=RepliesOwed,
    to=("town",),
    when=("replied_on",),
    signed=("department", "principal", "replied_on"),
    sections=(
        Facts("提出的事项", IssueLedger, ("title", "clause", "kind", "raised_on")),
        Facts(
            "答复",
            RepliesOwed,
            ("department", "principal", "replied_on", "document", "reply", "replied_by"),
        ),
    ),
)

BULLETIN = Paper(
    "bulletin",
    "通报",
    of=Bulletins,
    sections=(
        Facts(
            "通报",
            Bulletins,
            ("title", "issuer", "scope", "since", "until", "document", "edition", "published_on"),
        ),
        Facts("内容", Bulletins, ("summary",)),
        Listing(
            "办理情况",
            BulletinFigures,
            (
                "organisation",
                "edition",
                "handled",
                "resolved",
                "explained",
                "overdue",
                "reopened",
                "score",
                "rank",
            ),
            by="bulletin",
            sort="rank",
        ),
    ),
    when=("published_on",),
    signed=("issuer", "published_on"),
)

MONTHLY_REPORT = Paper(
    "monthly-report",
    "月报",
    of="month",
    sections=(
        Listing(
            "本月提出的事项",
            IssueLedger,
            ("title", "town", "clause", "handler", "step", "light", "raised_on", "due_on"),
            within="raised_on",
            sort="raised_on",
        ),
        Listing(
            "本月销号的事项",
            IssueLedger,
            ("title", "town", "clause", "handler", "raised_on", "resolved_on"),
            within="resolved_on",
            sort="resolved_on",
        ),
        Listing(
            "逾期未办结的事项",
            IssueLedger,
            ("title", "town", "clause", "handler", "step", "raised_on", "due_on"),
            where={"light": "red"},
            sort="due_on",
        ),
    ),
)
