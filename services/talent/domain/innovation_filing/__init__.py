"""InnovationFiling 创新备案, RZ-3.2.c: its state, its rules, and its commands by what they do."""

from services.talent.domain.innovation_filing import filing, limits, tasks
from services.talent.domain.innovation_filing.state import INNOVATION_FILING

INNOVATION_FILING.takes(filing, limits, tasks)
