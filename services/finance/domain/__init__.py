"""The domain of finance; importing it registers every command of its aggregates."""

from services.finance.domain import eligibility, fund_chain, fund_keeping, fund_limits

__all__ = ["eligibility", "fund_chain", "fund_keeping", "fund_limits"]
