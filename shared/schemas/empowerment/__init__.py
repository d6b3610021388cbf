"""The published language of the empowerment service."""

from shared.schemas.empowerment import matter
from shared.schemas.references import Listed, listed

__all__ = ["matter"]

LISTED: dict[str, Listed] = {
    "empowerment-matter": listed(
        "扩权赋能事项", "empowerment-ledger", "matter", says=("name", "town")
    )
}
