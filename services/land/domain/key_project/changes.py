"""Key projects withdrawn, taken off their list, or in need of other land (RZ-2.3.e, f)."""

from services.land.domain.key_project import rules
from services.land.domain.key_project.state import KEY_PROJECT, LIMIT, KeyProject
from services.land.domain.organisations import NATURAL_RESOURCES, REFORM
from services.land.domain.screening import SCREENING, StockScreening
from shared.kernel.aggregate import COUNTY, SYSTEM, Context, Events, guard, refuse
from shared.schemas.land import key_project
from shared.schemas.words import say


@KEY_PROJECT.command(
    title="撤回重点项目推荐", clause=rules.NOMINATION, by=[NATURAL_RESOURCES, REFORM, COUNTY]
)
def withdraw_key_nomination(
    key: KeyProject, cmd: key_project.WithdrawKeyNomination, context: Context
) -> Events:
    """While it waits for its decision."""
    if key.levels.get(cmd.level) != "nominated":
        refuse(
            rules.NOMINATION_IS_OPEN,
            level=cmd.level,
            level_zh=say(key_project.ListLevel, cmd.level),
        )
    yield key_project.KeyNominationWithdrawn.of(
        cmd, town=key.town, withdrawn_by=context.actor.organisation, withdrawn_on=context.today
    )


@KEY_PROJECT.command(
    title="移出重点项目名单", clause=rules.MUNICIPAL, by=[REFORM, NATURAL_RESOURCES]
)
def revoke_key_listing(
    key: KeyProject, cmd: key_project.RevokeKeyListing, context: Context
) -> Events:
    """As the list is adjusted, each year or in between; it may be listed again."""
    municipal = cmd.level == "municipal"
    on_it = key.listed_on is not None if municipal else key.levels.get(cmd.level) == "listed"
    if not on_it:
        refuse(
            rules.LISTED_AT_THE_LEVEL, project=cmd.project, level=cmd.level,
            level_zh=say(key_project.ListLevel, cmd.level),
        )  # fmt: skip
    yield key_project.KeyListingRevoked.of(cmd, town=key.town, revoked_on=context.today)


@KEY_PROJECT.command(
    title="重新统筹重点项目用地",
    clause=rules.MUNICIPAL,
    by=[SYSTEM, NATURAL_RESOURCES, COUNTY],
    guards=[guard(SCREENING)],
)
def reopen_land_coordination(
    key: KeyProject, cmd: key_project.ReopenLandCoordination, context: Context
) -> Events:
    """The project was moved or enlarged, or what was found fell through; the days run anew."""
    if not key.settled or key.listed_on is None or key.closed:
        refuse(rules.LAND_WAS_SOLVED, project=cmd.project)
    needed = cmd.land_area or context.guard(StockScreening, cmd.project).land_area
    yield key_project.LandCoordinationReopened.of(
        cmd, town=key.town, county=key.county, found_area=key.found, land_area=needed,
        settlement_calendar_days=context.parameter(LIMIT), reopened_on=context.today,
    )  # fmt: skip
