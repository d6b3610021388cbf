"""Siting 项目落地优选, RZ-2.1.c: its state, its rules, and its commands by what they do."""

from services.projects.domain.siting import bidding, decision, tasks
from services.projects.domain.siting.state import SITING

SITING.takes(bidding, decision, tasks)
