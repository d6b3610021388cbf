"""The domain of land; importing it registers every command of its aggregates."""

from services.land.domain import construction

__all__ = ["construction"]
