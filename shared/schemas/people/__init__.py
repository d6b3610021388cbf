"""The published language of the people service."""

from shared.schemas.people import matter
from shared.schemas.references import Listed, listed

__all__ = ["matter"]

LISTED: dict[str, Listed] = {
    "people-matter": listed("人员任职事项", "people-ledger", "matter", says=("name", "town"))
}
