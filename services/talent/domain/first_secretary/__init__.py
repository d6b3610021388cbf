"""FirstSecretary 第一书记, RZ-2.5.c: its state, its rules, and its commands by what they do."""

from services.talent.domain.first_secretary import course, limits, sending, tasks
from services.talent.domain.first_secretary.state import FIRST_SECRETARY

FIRST_SECRETARY.takes(sending, course, limits, tasks)
