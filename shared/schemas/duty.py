"""职责: what a person may be appointed to do, and what a command of any service may ask for."""

from typing import Annotated, Literal

from shared.schemas.words import words

Duty = Annotated[
    Literal[
        "administrator",
        "principal",
        "handler",
        "reviewer",
        "approver",
        "accountant",
        "cashier",
        "auditor",
        "operator",
    ],
    words(
        "职责",
        administrator="人员管理员",
        principal="主要负责人",
        handler="经办",
        reviewer="审核",
        approver="审批",
        accountant="会计",
        cashier="出纳",
        auditor="审计监督",
        operator="运维",
    ),
]

DUTIES: tuple[Duty, ...] = (
    "administrator", "principal", "handler", "reviewer", "approver", "accountant", "cashier",
    "auditor", "operator",
)  # fmt: skip
