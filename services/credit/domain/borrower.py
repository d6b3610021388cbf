"""Who borrows: a number of the town's own register, or an enterprise's credit code (RZ-2.4.a)."""

import re

from shared.kernel.aggregate import RulesOf, refuse

rule = RulesOf("RZ-2.4.a")
NO_IDENTITY_NUMBER = rule(
    "no-identity-number",
    zh="借款人只登记代号，不得登记身份证号码或手机号码",
    en="A borrower is registered by a number of the town's own, not by a citizen's or a phone's.",
    pass_zh="请改用本镇台账的主体代号",
    pass_en="Use the number of the town's own register.",
)
PERSONAL_NUMBER = re.compile(r"(?<!\d)(\d{17}[\dx]|1[3-9]\d{9})(?!\d)")
"""A resident's identity number, or a mobile telephone's, with whatever is written around it."""


def require_number_of_the_town(borrower: str) -> None:
    """Refuse a number that is somebody's own, which must not stand in the log."""
    if PERSONAL_NUMBER.search(borrower):
        refuse(NO_IDENTITY_NUMBER)
