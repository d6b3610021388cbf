"""The published language of the talent service."""

from shared.schemas.references import Listed, listed
from shared.schemas.talent import matter

__all__ = ["matter"]

LISTED: dict[str, Listed] = {
    "talent-matter": listed("人才支撑事项", "talent-ledger", "matter", says=("name", "town"))
}
