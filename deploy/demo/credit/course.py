"""What happens in the credit service: institutions, demands, guarantees (RZ-2.4)."""

from typing import Any

from deploy.demo.credit.demands import demands
from deploy.demo.credit.guarantees import guarantees
from deploy.demo.credit.institutions import institutions
from deploy.demo.story import Figures, Programme


def course(programme: Programme, read: Figures, earlier: dict[str, Any]) -> None:
    figures = read("credit")
    institutions(programme, figures["institution"])
    guarantees(programme, figures["guarantee"])
    demands(programme, figures["demand"])
