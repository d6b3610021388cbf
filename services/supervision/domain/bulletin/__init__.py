"""Bulletin 通报, RZ-3.3.c: its state, its rules, and its commands by what they do."""

from services.supervision.domain.bulletin import publishing, review, tasks
from services.supervision.domain.bulletin.state import BULLETIN

BULLETIN.takes(publishing, review, tasks)
