"""市自然资源和规划局: stock land first, and new land for projects (RZ-2.3)."""

from services.land.domain.key_project import KEY_PROJECT
from services.land.domain.land_demand import LAND_DEMAND
from services.land.domain.land_programme import LAND_PROGRAMME
from services.land.domain.land_request import LAND_REQUEST
from services.land.domain.market_entry import MARKET_ENTRY
from services.land.domain.parcel import PARCEL
from services.land.domain.quota_ledger import QUOTA_LEDGER
from services.land.domain.reserve_book import RESERVE_BOOK
from services.land.domain.revitalisation import BATCH
from services.land.domain.screening import SCREENING
from services.land.domain.town_stock import TOWN_STOCK
from services.land.domain.town_survey import TOWN_SURVEY
from services.land.imports import PARCELS
from services.land.reactions import projects, supervision
from services.land.views.formality_support import FormalitySupport
from services.land.views.key_projects import KeyProjects
from services.land.views.land_demands import LandDemands
from services.land.views.land_programmes import LandProgrammes
from services.land.views.land_requests import LandRequests
from services.land.views.market_entries import MarketEntries
from services.land.views.parcel_ledger import ParcelLedger
from services.land.views.programme_areas import ProgrammeAreas
from services.land.views.quota_ledger import QuotaLedger
from services.land.views.quota_retained import QuotaRetained
from services.land.views.quota_transfers import QuotaTransfers
from services.land.views.reserve_draws import ReserveDraws
from services.land.views.reserve_ledger import ReserveLedger
from services.land.views.reserve_openings import ReserveOpenings
from services.land.views.revitalisation_batches import RevitalisationBatches
from services.land.views.screening_tasks import ScreeningTasks
from services.land.views.town_surveys import TownSurveys
from shared.runtime.parts import Commands, Deadlines, Follow, Imports, Log, Operations, Relay, Views


class Service:
    name = "land"
    log = Log()
    commands = Commands(
        PARCEL,
        TOWN_STOCK,
        TOWN_SURVEY,
        BATCH,
        RESERVE_BOOK,
        LAND_DEMAND,
        LAND_REQUEST,
        SCREENING,
        KEY_PROJECT,
        QUOTA_LEDGER,
        LAND_PROGRAMME,
        MARKET_ENTRY,
    )
    views = Views(
        ParcelLedger,
        TownSurveys,
        RevitalisationBatches,
        FormalitySupport,
        ReserveLedger,
        ReserveDraws,
        ReserveOpenings,
        LandDemands,
        LandRequests,
        ScreeningTasks,
        KeyProjects,
        QuotaLedger,
        QuotaTransfers,
        QuotaRetained,
        LandProgrammes,
        ProgrammeAreas,
        MarketEntries,
    )
    projects = Follow("projects", projects)
    supervision = Follow("supervision", supervision)
    imports = Imports(PARCELS)
    deadlines = Deadlines()
    relay = Relay()
    operations = Operations("用地保障", operated_by="natural-resources")
