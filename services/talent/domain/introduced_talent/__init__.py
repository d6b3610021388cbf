"""IntroducedTalent 引进人才, RZ-2.5.e, f: its state, its rules, and its commands by what they do."""

from services.talent.domain.introduced_talent import benefits, introducing, limits, tasks
from services.talent.domain.introduced_talent.state import INTRODUCED_TALENT

INTRODUCED_TALENT.takes(introducing, benefits, limits, tasks)
