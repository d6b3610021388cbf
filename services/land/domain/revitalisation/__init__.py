"""RevitalisationBatch 盘活批次, RZ-2.3.c: its state, its rules, and its commands by what they do."""

from services.land.domain.revitalisation import carrying_out, planning, release, tasks
from services.land.domain.revitalisation.state import BATCH

BATCH.takes(planning, carrying_out, release, tasks)
