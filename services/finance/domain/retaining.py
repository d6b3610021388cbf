"""Which towns keep their fees and increments: the pilot towns of a day (RZ-2.2.d, RZ-2.2.e).

Reading 5 of the text is about the towns that it names: of these, those that the parameter lists.
A town that became a pilot since keeps them as long as it is one.
"""

from datetime import date

from shared.kernel.aggregate import Context
from shared.policy.model import Town


def find_retaining(id: str, context: Context, on: date) -> Town | None:
    """The town if it keeps them on a day, otherwise none."""
    town, listed = context.town(id, on=on), context.parameter("finance.retention_towns")
    if town is None or not town.pilot or (town.named and id not in listed):
        return None
    return town


def name_retaining(context: Context, on: date) -> str:
    """The towns that keep them on a day."""
    towns = (find_retaining(id, context, on) for id in context.registry.towns)
    return "、".join(town.id for town in towns if town)
