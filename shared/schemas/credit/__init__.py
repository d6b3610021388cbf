"""The published language of the credit service."""

from shared.schemas.credit import matter
from shared.schemas.references import Listed, listed

__all__ = ["matter"]

LISTED: dict[str, Listed] = {
    "credit-matter": listed("金融服务事项", "credit-ledger", "matter", says=("name", "town"))
}
