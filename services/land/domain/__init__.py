"""The domain of land; importing it registers every command of its aggregates."""

from services.land.domain import (
    construction,
    land_decisions,
    quota_lots,
    quota_proceeds,
    quota_transfer,
)

__all__ = ["construction", "land_decisions", "quota_lots", "quota_proceeds", "quota_transfer"]
