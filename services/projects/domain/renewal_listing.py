"""城市更新项目库 (RZ-2.1.d): apart from the library of key projects; the criteria are data."""

from typing import Literal, assert_never

import msgspec

from services.projects.domain.organisations import HOUSING
from shared.kernel.aggregate import (
    COUNTY,
    TOWN,
    Aggregate,
    Answers,
    Context,
    Events,
    Over,
    RulesOf,
    Task,
    Tasks,
    holds,
    refuse,
    to_city,
    to_town,
)
from shared.schemas.projects import renewal_listing
from shared.schemas.projects.stages import RenewalStage
from shared.schemas.words import say

CLAUSE = "RZ-2.1.d"

rule = RulesOf(CLAUSE)
EVERY_CRITERION_IS_ANSWERED = rule(
    "every-criterion-is-answered",
    zh="现行标准须逐项说明，且只说明一次",
    en="Every criterion in force is answered, once.",
    pass_zh="标准为：{criteria}",
    pass_en="They are: {criteria}.",
)
CRITERIA_ARE_MET = rule(
    "criteria-are-met",
    zh="各项标准均符合方可列入",
    en="A project is listed when it meets every criterion.",
    pass_zh="不符合：{unmet}",
    pass_en="Not met: {unmet}.",
)
NOMINATION_IS_OPEN = rule(
    "nomination-is-open",
    zh="推荐后方可决定，已推荐或列入的不再推荐",
    en="A nomination is decided once; a project nominated or listed is not nominated again.",
    pass_zh="现状态为“{status_zh}”",
    pass_en="It is: {status}.",
)
ONLY_LISTED_IS_REMOVED = rule(
    "only-listed-is-removed",
    zh="移出的须是已列入的项目",
    en="What is removed was listed.",
    pass_zh="现状态为“{status_zh}”",
    pass_en="It is: {status}.",
)


class RenewalListing(msgspec.Struct, frozen=True):
    town: str = ""
    status: Literal["new", "nominated", "listed", "declined", "removed"] = "new"
    criteria_version: str = ""
    unmet: tuple[str, ...] = ()


RENEWAL_LISTING = Aggregate(
    "renewal",
    RenewalListing(),
    key="project",
    title="城市更新项目",
    sight=[to_town(), to_city()],
)


@RENEWAL_LISTING.evolve
def evolve(
    listing: RenewalListing,
    event: renewal_listing.Event,
) -> RenewalListing:
    match event:
        case renewal_listing.RenewalNominated(town=town, criteria_version=version, answers=answers):
            unmet = tuple(answer.criterion for answer in answers if not answer.met)
            return RenewalListing(town, "nominated", version, unmet)
        case renewal_listing.RenewalListed():
            return RenewalListing(listing.town, "listed", listing.criteria_version)
        case renewal_listing.RenewalDeclined():
            return RenewalListing(listing.town, "declined", listing.criteria_version)
        case renewal_listing.RenewalRemoved():
            return RenewalListing(listing.town, "removed", listing.criteria_version)
    assert_never(event)


@RENEWAL_LISTING.tasks
def tasks(listing: RenewalListing) -> Tasks:
    """The lead decides on a nomination."""
    if listing.status == "nominated":
        answers: Answers = (
            [decline_renewal] if listing.unmet else [list_for_renewal, decline_renewal]
        )
        yield Task("decision", [HOUSING], "决定是否列入城市更新项目库", answers, clause=CLAUSE)
    else:
        yield Over("已作出决定，可再次推荐或移出")


def _nomination_is_open(listing: RenewalListing, _: Context) -> None:
    if listing.status in ("nominated", "listed"):
        refuse(NOMINATION_IS_OPEN, **_status(listing))


def _criteria_are_met(listing: RenewalListing, _: Context) -> None:
    if listing.unmet:
        refuse(CRITERIA_ARE_MET, unmet="、".join(listing.unmet))


def _only_listed_is_removed(listing: RenewalListing, _: Context) -> None:
    if listing.status != "listed":
        refuse(ONLY_LISTED_IS_REMOVED, **_status(listing))


def _require_nominated(listing: RenewalListing) -> None:
    if listing.status != "nominated":
        refuse(NOMINATION_IS_OPEN, **_status(listing))


def _status(listing: RenewalListing) -> dict[str, str]:
    zh = "尚未推荐" if listing.status == "new" else say(RenewalStage, listing.status)
    return {"status": listing.status, "status_zh": zh}


@RENEWAL_LISTING.command(
    title="推荐城市更新项目",
    clause=CLAUSE,
    by=[TOWN, COUNTY],
    creates=None,
    when=[_nomination_is_open],
)
def nominate_for_renewal(
    listing: RenewalListing, cmd: renewal_listing.NominateForRenewal, context: Context
) -> Events:
    """Again after it was declined or removed, under the criteria then in force."""
    criteria = context.parameter("projects.renewal_criteria")
    if sorted(answer.criterion for answer in cmd.answers) != sorted(criteria["items"]):
        refuse(EVERY_CRITERION_IS_ANSWERED, criteria="、".join(criteria["items"]))
    town = listing.town or cmd.town
    version, today = criteria["version"], context.today
    return [
        renewal_listing.RenewalNominated(
            cmd.project, town=town, name=cmd.name, criteria_version=version, answers=cmd.answers,
            nominated_on=today,
        )
    ]  # fmt: skip


@RENEWAL_LISTING.command(
    title="列入城市更新项目库",
    clause=CLAUSE,
    by=[HOUSING],
    when=[holds(_require_nominated), _criteria_are_met],
)
def list_for_renewal(
    listing: RenewalListing, cmd: renewal_listing.ListForRenewal, context: Context
) -> Events:
    version, today = listing.criteria_version, context.today
    return [
        renewal_listing.RenewalListed(
            cmd.project, town=listing.town, criteria_version=version, listed_on=today,
            document=cmd.document,
        )
    ]  # fmt: skip


@RENEWAL_LISTING.command(
    title="不列入城市更新项目库", clause=CLAUSE, by=[HOUSING], when=[holds(_require_nominated)]
)
def decline_renewal(
    listing: RenewalListing, cmd: renewal_listing.DeclineRenewal, context: Context
) -> Events:
    version, today = listing.criteria_version, context.today
    return [
        renewal_listing.RenewalDeclined.of(
            cmd, town=listing.town, criteria_version=version, declined_on=today
        )
    ]


@RENEWAL_LISTING.command(
    title="移出城市更新项目库", clause=CLAUSE, by=[HOUSING], when=[_only_listed_is_removed]
)
def remove_from_renewal(
    listing: RenewalListing, cmd: renewal_listing.RemoveFromRenewal, context: Context
) -> Events:
    today = context.today
    return [renewal_listing.RenewalRemoved.of(cmd, town=listing.town, removed_on=today)]
