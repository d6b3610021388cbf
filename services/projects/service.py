"""市住房和城乡建设局: the library of key projects and its green channel (RZ-2.1)."""

from services.projects.domain.green_channel import GREEN_CHANNEL
from services.projects.domain.project import PROJECT
from services.projects.domain.readiness import READINESS
from services.projects.domain.renewal_listing import RENEWAL_LISTING
from services.projects.domain.reservations import RESERVED_CODE, RESERVED_NAME
from services.projects.domain.siting import SITING
from services.projects.imports import APPLICATIONS
from services.projects.reactions import finance, land, projects, supervision
from services.projects.views.permit_ledger import PermitLedger
from services.projects.views.project_ledger import ProjectLedger
from services.projects.views.project_readiness import ProjectReadiness
from services.projects.views.renewal_ledger import RenewalLedger
from services.projects.views.siting_ledger import SitingLedger
from shared.runtime.parts import Commands, Deadlines, Follow, Imports, Log, Operations, Relay, Views


class Service:
    name = "projects"
    log = Log()
    commands = Commands(
        PROJECT, GREEN_CHANNEL, READINESS, RESERVED_NAME, RESERVED_CODE, SITING, RENEWAL_LISTING
    )
    views = Views(ProjectLedger, PermitLedger, ProjectReadiness, SitingLedger, RenewalLedger)
    own = Follow("projects", projects)
    finance = Follow("finance", finance)
    land = Follow("land", land)
    supervision = Follow("supervision", supervision)
    imports = Imports(APPLICATIONS)
    deadlines = Deadlines()
    relay = Relay()
    operations = Operations("项目管理", operated_by="housing")
