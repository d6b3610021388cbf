"""The published language of 市财政局: RZ-2.2."""

from shared.schemas.finance import eligibility, fund

__all__ = ["eligibility", "fund"]
