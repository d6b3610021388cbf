"""市委组织部: who works in the towns, who is sent, won and asked (RZ-2.5); their cadres (RZ-3.2)."""

from services.talent import imports
from services.talent.domain import (
    appraisal_quota,
    benefit_once,
    engagement,
    establishment_request,
    expert_pool,
    first_secretary,
    innovation_filing,
    introduced_talent,
    name_clearing,
    person,
    post_demand,
    recruitment_plan,
    secondment,
    shortage_list,
    strength,
    tolerance_case,
    upward_loan,
    village_ranking,
)
from services.talent.reactions import empowerment, people, supervision
from services.talent.views import (
    appraisal_quotas,
    cleared_names,
    engagements,
    erased_persons,
    establishment_requests,
    expert_fields,
    expert_opinions,
    experts,
    first_secretaries,
    innovation_filings,
    introduced_talents,
    personal_readings,
    post_demands,
    recruitment_plans,
    secondments,
    shortage_lists,
    talent_benefits,
    tolerance_counts,
    tolerance_register,
    town_strength,
    upward_loans,
    village_rankings,
)
from shared.kernel.reactions import standings
from shared.runtime.parts import Commands, Deadlines, Follow, Imports, Log, Operations, Relay, Views


class Service:
    name = "talent"
    log = Log()
    commands = Commands(
        strength,
        upward_loan,
        secondment,
        village_ranking,
        first_secretary,
        post_demand,
        recruitment_plan,
        shortage_list,
        introduced_talent,
        benefit_once,
        expert_pool,
        engagement,
        establishment_request,
        appraisal_quota,
        innovation_filing,
        tolerance_case,
        name_clearing,
        person,
    )
    views = Views(
        town_strength,
        upward_loans,
        secondments,
        village_rankings,
        first_secretaries,
        post_demands,
        recruitment_plans,
        shortage_lists,
        introduced_talents,
        talent_benefits,
        experts,
        expert_fields,
        engagements,
        expert_opinions,
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
    supervision = Follow("supervision", supervision)
    people = Follow("people", people)
    imports = Imports(imports)
    deadlines = Deadlines()
    relay = Relay()
    operations = Operations()
