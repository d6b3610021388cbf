"""市住房和城乡建设局: matters that towns raise, followed to their end (RZ-3.1, RZ-3.3)."""

from services.supervision.domain.cause import CAUSE
from services.supervision.domain.issue import ISSUE
from services.supervision.imports import ISSUES
from services.supervision.reactions import land, projects
from services.supervision.views.follow_up_visits import FollowUpVisits
from services.supervision.views.handler_record import HandlerRecord
from services.supervision.views.instructions import Instructions
from services.supervision.views.issue_file import IssueFile
from services.supervision.views.issue_ledger import IssueLedger
from services.supervision.views.projects_on_the_ledger import ProjectsOnTheLedger
from services.supervision.views.replies_owed import RepliesOwed
from shared.runtime.parts import Commands, Deadlines, Follow, Imports, Log, Operations, Relay, Views


class Service:
    name = "supervision"
    log = Log()
    commands = Commands(ISSUE, CAUSE)
    views = Views(
        IssueLedger,
        IssueFile,
        FollowUpVisits,
        RepliesOwed,
        Instructions,
        HandlerRecord,
        ProjectsOnTheLedger,
    )
    projects = Follow("projects", projects)
    land = Follow("land", land)
    imports = Imports(ISSUES)
    deadlines = Deadlines()
    relay = Relay()
    operations = Operations("督导", operated_by="housing")
