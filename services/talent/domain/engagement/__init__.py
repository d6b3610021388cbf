"""Engagement 专家意见, RZ-2.5.g: its state, its rules, and its commands by what they do."""

from services.talent.domain.engagement import closing, drawing, limits, opinions, tasks
from services.talent.domain.engagement.state import ENGAGEMENT

ENGAGEMENT.takes(drawing, opinions, closing, limits, tasks)
