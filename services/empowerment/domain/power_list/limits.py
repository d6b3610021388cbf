"""How long each step of an edition may take (RZ-2.6.a)."""

from collections.abc import Iterable

from services.empowerment.domain.power_list.state import CLAUSE, POWER_LIST, PowerList
from shared.kernel.aggregate import SYSTEM, Context, Deadline, DeadlinePassed, Events, require_flag
from shared.schemas.empowerment import power_list as powers


@POWER_LIST.deadlines
def deadlines(list: PowerList) -> Iterable[Deadline]:
    for town, limit in opinion_limits(list):
        if town not in list.silent:
            yield limit
    if (review := legality_limit(list)) and "legality" not in list.late:
        yield review
    if (publication := publication_limit(list)) and "publication" not in list.late:
        yield publication
    if (filing := filing_limit(list)) and "filing" not in list.late:
        yield filing


def opinion_limits(list: PowerList) -> Iterable[tuple[str, Deadline]]:
    """The towns that were asked and have not said, each with its limit."""
    asked = list.circulated
    if list.stage != "circulated" or asked is None:
        return
    for town in asked.towns:
        if town not in list.opinions:
            key = f"opinion-{list.edition}-{town}"
            days = asked.opinion_working_days
            yield town, Deadline(key, asked.circulated_on, days, "working", CLAUSE)


def legality_limit(list: PowerList) -> Deadline | None:
    """Runs anew from a change of the draft."""
    asked, since = list.circulated, list.review_from
    if list.stage != "circulated" or asked is None or since is None or list.legality is not None:
        return None
    days = asked.legality_working_days
    return Deadline(f"legality-{list.edition}", since, days, "working", CLAUSE)


def publication_limit(list: PowerList) -> Deadline | None:
    if list.stage != "approved" or list.approved_on is None:
        return None
    key, days = f"publication-{list.edition}", list.publication_days
    return Deadline(key, list.approved_on, days, "working", CLAUSE)


def filing_limit(list: PowerList) -> Deadline | None:
    if list.stage != "published" or list.published_on is None or list.filed:
        return None
    return Deadline(
        f"filing-{list.edition}", list.published_on, list.filing_days, "working", CLAUSE
    )


@POWER_LIST.when_passed(clause=CLAUSE)
def a_step_is_late(list: PowerList, passed: DeadlinePassed, _: Context) -> Events:
    if passed.key not in {deadline.key for deadline in deadlines(list)}:
        return
    step, by = _late_step(passed.key, list.county)
    yield powers.PowerListStepOverdue(
        list.county, edition=list.edition, step=step, organisation=by, due_on=passed.due_on
    )


def _late_step(key: str, county: str) -> tuple[powers.ListStep, str]:
    """Which step a key is of, and who owed it."""
    step, _, rest = key.partition("-")
    if step == "opinion":
        return "opinion", rest.partition("-")[2]
    if step == "legality":
        return "legality", f"{county}-justice"
    return ("publication" if step == "publication" else "filing"), f"{county}-staffing"


@POWER_LIST.command(title="解除赋权清单预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_power_list_flag(
    list: PowerList, cmd: powers.ClearPowerListFlag, context: Context
) -> Events:
    require_flag(list.flags, cmd.key)
    yield powers.PowerListFlagCleared.of(cmd)
