"""LoanBook 涉镇贷款, RZ-2.4.h: its state, its rules, and its commands by what they do."""

from services.credit.domain.loan_book import limits, reporting
from services.credit.domain.loan_book.state import LOAN_BOOK

LOAN_BOOK.takes(reporting, limits)
