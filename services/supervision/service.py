"""市住房和城乡建设局: matters that towns raise, followed to their end (RZ-3.1, RZ-3.3)."""

from services.supervision import imports, papers
from services.supervision.domain import (
    assist_group,
    bulletin,
    cause,
    county_plan,
    implementation,
    issue,
    leader_link,
)
from services.supervision.reactions import (
    cadre,
    credit,
    empowerment,
    finance,
    land,
    programme,
    projects,
    supervision,
    talent,
)
from services.supervision.views import (
    assist_groups,
    bulletin_figures,
    bulletin_reviews,
    bulletins,
    county_plans,
    follow_up_visits,
    handler_record,
    handling_courses,
    implementation_reports,
    instructions,
    issue_file,
    issue_ledger,
    leader_links,
    leadership_gaps,
    projects_on_the_ledger,
    replies_owed,
    supervised_issues,
)
from shared.kernel.reactions import standings
from shared.runtime.parts import (
    Commands,
    Deadlines,
    Follow,
    Imports,
    Log,
    Operations,
    Papers,
    Relay,
    Views,
)


class Service:
    name = "supervision"
    log = Log()
    commands = Commands(
        issue, cause, bulletin, leader_link, assist_group, county_plan, implementation
    )
    views = Views(
        issue_ledger,
        issue_file,
        follow_up_visits,
        replies_owed,
        instructions,
        supervised_issues,
        handler_record,
        handling_courses,
        bulletins,
        bulletin_figures,
        bulletin_reviews,
        leader_links,
        assist_groups,
        leadership_gaps,
        county_plans,
        implementation_reports,
        projects_on_the_ledger,
    )
    projects = Follow("projects", projects)
    land = Follow("land", land)
    finance = Follow("finance", finance)
    credit = Follow("credit", credit)
    empowerment = Follow("empowerment", empowerment)
    talent = Follow("talent", cadre, talent)
    own = Follow("supervision", supervision)
    imports = Imports(imports)
    papers = Papers(papers)
    programme = Follow("programme", programme, standings)
    deadlines = Deadlines()
    relay = Relay()
    operations = Operations()
