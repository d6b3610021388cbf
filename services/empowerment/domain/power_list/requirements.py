"""What commands require of the list: how far its edition has come (RZ-2.6.a)."""

from services.empowerment.domain.power_list import rules
from services.empowerment.domain.power_list.state import STAGES, PowerList, Stage
from shared.kernel.aggregate import refuse


def require_stage(list: PowerList, *needed: Stage) -> None:
    """Refuse unless the edition has come so far, and no further."""
    if list.stage not in needed:
        refuse(
            rules.LIST_STAGE_ALLOWS,
            now=STAGES[list.stage],
            now_en=list.stage,
            needs="、".join(STAGES[stage] for stage in needed),
            needs_en=", ".join(needed),
        )


def require_draft(list: PowerList) -> None:
    require_stage(list, "drafting", "circulated")


def towns_of(list: PowerList) -> tuple[str, ...]:
    """The towns that the draft's items concern, sorted."""
    return tuple(sorted({town for item in list.draft.values() for town in item.towns}))
