"""The published language of the programme service."""

from shared.schemas.programme import matter
from shared.schemas.references import Listed, listed

__all__ = ["matter"]

LISTED: dict[str, Listed] = {
    "programme-matter": listed("梯次培育事项", "programme-ledger", "matter", says=("name", "town"))
}
