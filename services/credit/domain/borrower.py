"""Who borrows: a number of the town's own register, or an enterprise's credit code (RZ-2.4.a)."""

import re

from shared.kernel.aggregate import RulesOf, refuse

rule = RulesOf("RZ-2.4.a")
NO_IDENTITY_NUMBER = rule(
    "no-identity-number",
    zh="借款人只登记代号，不得登记身份证号码",
    en="A borrower is registered by a number of the town's own, never by an identity number.",
    pass_zh="请改用本镇台账的主体代号",
    pass_en="Use the number of the town's own register.",
)
IDENTITY_NUMBER = re.compile(r"\d{17}[\dx]")


def require_number_of_the_town(borrower: str) -> None:
    """Refuse a resident's identity number, which must not stand in the log."""
    if IDENTITY_NUMBER.fullmatch(borrower):
        refuse(NO_IDENTITY_NUMBER)
