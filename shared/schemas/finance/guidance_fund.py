"""创业投资引导基金 of towns that meet the conditions (RZ-2.2.h). Money in fen."""

from datetime import date
from typing import Annotated

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    DocumentRef,
    Fen,
    FenOrZero,
    Flag,
    Identifier,
    Name,
    Reason,
    Text,
    TownId,
    titled,
)
from shared.schemas.words import called

CLAUSE = "RZ-2.2.h"

FundCriterion = Annotated[
    str,
    called(
        Identifier,
        "设立条件",
        {
            "fiscal-capacity": "财政承受能力",
            "industry-base": "产业基础",
            "manager-qualified": "管理机构合格",
        },
    ),
]


@command_data
class Condition:
    """The answer to one criterion, with its evidence."""

    criterion: FundCriterion
    met: Flag
    evidence: Text


@command_data
class AssessTownConditions:
    town: TownId
    conditions: tuple[Condition, ...] = titled("各项条件")
    document: DocumentRef | None = None


@event("finance", clause=CLAUSE, title="评估设立条件")
class TownConditionsAssessed(AssessTownConditions):
    """`qualifies` if every criterion of the version is met."""

    criteria_version: Identifier
    qualifies: Flag
    assessed_on: date


@command_data
class RegisterGuidanceFund:
    town: TownId
    name: Name
    document: DocumentRef
    fund: Identifier = titled("引导基金编号", reference="guidance-fund")
    size_fen: Fen = titled("基金规模（分）")
    government_fen: FenOrZero = titled("财政出资（分）")
    government_guarantee: Flag = titled("政府是否担保或承诺回购、保底收益")
    manager: Name = titled("管理机构")
    reason: Reason | None = None


@event("finance", clause=CLAUSE, title="登记引导基金")
class GuidanceFundRegistered(RegisterGuidanceFund):
    criteria_version: Identifier
    reason: Reason | None


Event = TownConditionsAssessed | GuidanceFundRegistered
