"""市委组织部: who works in the towns, who is sent, won and asked (RZ-2.5)."""

from services.talent.domain import (
    appraisal_quota,
    establishment_request,
    innovation_filing,
    name_clearing,
    person,
    secondment,
    tolerance_case,
)
from services.talent.reactions import empowerment
from services.talent.views import (
    appraisal_quotas,
    cleared_names,
    erased_persons,
    establishment_requests,
    innovation_filings,
    personal_readings,
    secondments,
    tolerance_counts,
    tolerance_register,
)
from shared.kernel.reactions import standings
from shared.runtime.parts import Commands, Deadlines, Follow, Log, Operations, Relay, Views


class Service:
    name = "talent"
    log = Log()
    commands = Commands(
        secondment,
        establishment_request,
        appraisal_quota,
        innovation_filing,
        tolerance_case,
        name_clearing,
        person,
    )
    views = Views(
        secondments,
        establishment_requests,
        appraisal_quotas,
        innovation_filings,
        tolerance_register,
        tolerance_counts,
        cleared_names,
        personal_readings,
        erased_persons,
    )
    standings = Follow("programme", standings)
    empowerment = Follow("empowerment", empowerment)
    deadlines = Deadlines()
    relay = Relay()
    operations = Operations()
