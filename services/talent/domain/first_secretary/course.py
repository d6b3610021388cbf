"""Who is in office is appraised every year, or recalled (RZ-2.5.c)."""

from services.talent.domain.first_secretary import rules
from services.talent.domain.first_secretary.sending import BY
from services.talent.domain.first_secretary.state import (
    CLAUSE,
    FIRST_SECRETARY,
    FirstSecretary,
    require_in_office,
)
from shared.kernel.aggregate import Context, Events, holds, refuse
from shared.schemas.talent import first_secretary as secretaries


@FIRST_SECRETARY.command(
    title="第一书记考核", clause=CLAUSE, by=BY, when=[holds(require_in_office)]
)
def appraise_secretary(
    secretary: FirstSecretary, cmd: secretaries.AppraiseSecretary, context: Context
) -> Events:
    _the_one_in_office(secretary, cmd.person)
    assert secretary.started_on is not None
    in_office = range(secretary.started_on.year, context.today.year + 1)
    if cmd.year in secretary.appraised or cmd.year not in in_office:
        refuse(rules.APPRAISED_ONCE, year=cmd.year)
    yield secretaries.SecretaryAppraised.of(cmd, town=secretary.town, appraised_on=context.today)


@FIRST_SECRETARY.command(
    title="召回第一书记", clause=CLAUSE, by=BY, when=[holds(require_in_office)]
)
def recall_secretary(
    secretary: FirstSecretary, cmd: secretaries.RecallSecretary, context: Context
) -> Events:
    _the_one_in_office(secretary, cmd.person)
    assert secretary.started_on is not None
    if not secretary.started_on <= cmd.recalled_on <= context.today:
        refuse(rules.RECALLED_WITHIN, started_on=secretary.started_on, today=context.today)
    yield secretaries.SecretaryRecalled.of(cmd, town=secretary.town)


def _the_one_in_office(secretary: FirstSecretary, person: str) -> None:
    if person != secretary.person:
        refuse(rules.THE_ONE_IN_OFFICE, person=secretary.person)
