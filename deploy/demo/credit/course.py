"""What happens in the credit service: institutions, demands, guarantees, intents, capital (RZ-2.4)."""

from typing import Any

from deploy.demo.credit.assessment import assessment
from deploy.demo.credit.capital import capital
from deploy.demo.credit.demands import demands
from deploy.demo.credit.guarantees import guarantees
from deploy.demo.credit.institutions import institutions
from deploy.demo.credit.intents import intents
from deploy.demo.credit.loans import loans
from deploy.demo.credit.opportunities import opportunities
from deploy.demo.credit.services import services
from deploy.demo.projects.admission import Admitted
from deploy.demo.settings import setting
from deploy.demo.story import Figures, Programme


def course(programme: Programme, read: Figures, earlier: dict[str, Any]) -> None:
    figures = read("credit")
    projects: list[Admitted] = earlier["projects"]
    institutions(programme, figures["institution"])
    guarantees(programme, figures["guarantee"])
    demands(programme, figures["demand"])
    services(programme)
    capital(programme)
    intents(programme, projects)
    loans(programme)
    assessment(programme)
    opportunities(programme, projects)
    for one in figures["setting"]:
        setting(programme, "credit", one)
