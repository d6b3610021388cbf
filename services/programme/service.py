"""市住房和城乡建设局: towns by class and tier, their plans, indicators and assessments (RZ-1)."""

from services.programme import imports
from services.programme.domain import (
    cultivation_plan,
    cultivation_task,
    indicator_book,
    practice,
    tally,
    tier,
    town_assessment,
    town_classes,
    town_profile,
)
from services.programme.reactions import projects, supervision, talent
from services.programme.views import (
    assessment_objections,
    cultivation_plans,
    cultivation_tasks,
    indicator_ledger,
    practices,
    released_indicators,
    tier_register,
    town_assessments,
    town_indicators,
    town_profiles,
)
from services.programme.views import town_classes as town_class_lists
from shared.kernel.reactions import standings
from shared.runtime.parts import Commands, Deadlines, Follow, Imports, Log, Operations, Relay, Views


class Service:
    name = "programme"
    log = Log()
    commands = Commands(
        town_classes,
        town_profile,
        cultivation_plan,
        indicator_book,
        town_assessment,
        cultivation_task,
        tier,
        practice,
        tally,
    )
    views = Views(
        town_class_lists,
        town_profiles,
        cultivation_plans,
        town_indicators,
        indicator_ledger,
        released_indicators,
        town_assessments,
        assessment_objections,
        cultivation_tasks,
        tier_register,
        practices,
    )
    projects = Follow("projects", projects)
    supervision = Follow("supervision", supervision)
    talent = Follow("talent", talent)
    imports = Imports(imports)
    standings = Follow("programme", standings)
    deadlines = Deadlines()
    relay = Relay()
    operations = Operations()
