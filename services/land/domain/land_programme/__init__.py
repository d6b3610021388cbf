"""LandProgramme 整治修复, RZ-2.3.i: its state, its rules, and its commands by what they do."""

from services.land.domain.land_programme import changes, proceeds, selection, tasks
from services.land.domain.land_programme.state import LAND_PROGRAMME

LAND_PROGRAMME.takes(selection, changes, proceeds, tasks)
