"""市住房和城乡建设局: matters that towns raise, followed to their end (RZ-3.1, RZ-3.3)."""

from services.supervision.domain.assist_group import ASSIST_GROUP_OF_TOWN
from services.supervision.domain.bulletin import BULLETIN
from services.supervision.domain.cause import CAUSE
from services.supervision.domain.county_plan import COUNTY_PLAN
from services.supervision.domain.implementation import IMPLEMENTATION
from services.supervision.domain.issue import ISSUE
from services.supervision.domain.leader_link import LEADER_LINK
from services.supervision.imports import ISSUES
from services.supervision.reactions import finance, land, projects, supervision
from services.supervision.views.assist_groups import AssistGroups
from services.supervision.views.bulletin_figures import BulletinFigures
from services.supervision.views.bulletin_reviews import BulletinReviews
from services.supervision.views.bulletins import Bulletins
from services.supervision.views.county_plans import CountyPlans
from services.supervision.views.follow_up_visits import FollowUpVisits
from services.supervision.views.handler_record import HandlerRecord
from services.supervision.views.handling_courses import HandlingCourses
from services.supervision.views.implementation_reports import ImplementationReports
from services.supervision.views.instructions import Instructions
from services.supervision.views.issue_file import IssueFile
from services.supervision.views.issue_ledger import IssueLedger
from services.supervision.views.leader_links import LeaderLinks
from services.supervision.views.leadership_gaps import LeadershipGaps
from services.supervision.views.projects_on_the_ledger import ProjectsOnTheLedger
from services.supervision.views.replies_owed import RepliesOwed
from services.supervision.views.supervised_issues import SupervisedIssues
from shared.runtime.parts import Commands, Deadlines, Follow, Imports, Log, Operations, Relay, Views


class Service:
    name = "supervision"
    log = Log()
    commands = Commands(
        ISSUE,
        CAUSE,
        BULLETIN,
        LEADER_LINK,
        ASSIST_GROUP_OF_TOWN,
        COUNTY_PLAN,
        IMPLEMENTATION,
    )
    views = Views(
        IssueLedger,
        IssueFile,
        FollowUpVisits,
        RepliesOwed,
        Instructions,
        SupervisedIssues,
        HandlerRecord,
        HandlingCourses,
        Bulletins,
        BulletinFigures,
        BulletinReviews,
        LeaderLinks,
        AssistGroups,
        LeadershipGaps,
        CountyPlans,
        ImplementationReports,
        ProjectsOnTheLedger,
    )
    projects = Follow("projects", projects)
    land = Follow("land", land)
    finance = Follow("finance", finance)
    own = Follow("supervision", supervision)
    imports = Imports(ISSUES)
    deadlines = Deadlines()
    relay = Relay()
    operations = Operations("督导", operated_by="housing")
