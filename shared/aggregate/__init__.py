"""The pure kernel of every domain: aggregates, commands, rules, deadlines. No I/O, no clock."""

from shared.aggregate.aggregate import Aggregate, Elsewhere, Guard, elsewhere, guard
from shared.aggregate.authority import (
    ANYONE,
    ASSIST_GROUP,
    COUNTY,
    COUNTY_DEPARTMENTS,
    SYSTEM,
    TOWN,
    Authority,
    organisation,
)
from shared.aggregate.context import Actor, Context
from shared.aggregate.deadline import Deadline, DeadlinePassed
from shared.aggregate.rules import Refused, Rule, refuse

__all__ = [
    "ANYONE",
    "ASSIST_GROUP",
    "COUNTY",
    "COUNTY_DEPARTMENTS",
    "SYSTEM",
    "TOWN",
    "Actor",
    "Aggregate",
    "Authority",
    "Context",
    "Deadline",
    "DeadlinePassed",
    "Elsewhere",
    "Guard",
    "Refused",
    "Rule",
    "elsewhere",
    "guard",
    "organisation",
    "refuse",
]
