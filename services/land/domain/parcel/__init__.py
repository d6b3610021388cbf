"""Parcel 存量地块, RZ-2.3.b: its state, its rules, and its commands by what they do."""

from services.land.domain.parcel import construction, correction, limits, survey, tasks
from services.land.domain.parcel.state import PARCEL

PARCEL.takes(survey, construction, correction, limits, tasks)
