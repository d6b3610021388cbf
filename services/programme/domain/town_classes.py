"""TownClasses (`town-classes-<catalogue>`): what a town may be classified as, RZ-1.a."""

from dataclasses import dataclass

from services.programme.domain.organisations import HOUSING
from shared.kernel.aggregate import Aggregate, Context, Events, RulesOf, refuse, to_everyone
from shared.schemas.programme import town_classes
from shared.schemas.text import named_once

CLAUSE = "RZ-1.a"

rule = RulesOf(CLAUSE)
LIST_NAMES_CLASSES_ONCE = rule(
    "list-names-classes-once",
    zh="名录至少有一个主类型，主类型和特色的名称均不重复",
    en="The list has a class, and no class or feature stands in it twice.",
    pass_zh="请核对：{names}",
    pass_en="Check: {names}.",
)


@dataclass(frozen=True, slots=True)
class TownClasses:
    """The edition in force; 0 before the first."""

    edition: int = 0
    classes: frozenset[str] = frozenset()
    features: frozenset[str] = frozenset()


TOWN_CLASSES = Aggregate(
    "town-classes", TownClasses(), key="catalogue", title="城镇类型名录", sight=[to_everyone()]
)


@TOWN_CLASSES.evolve
def evolve(_: TownClasses, event: town_classes.Event) -> TownClasses:
    return TownClasses(
        event.edition,
        frozenset(c.name for c in event.classes),
        frozenset(f.name for f in event.features),
    )


TOWN_CLASSES.asks_nobody("名录在用，需要时再印发")


@TOWN_CLASSES.command(title="印发城镇类型名录", clause=CLAUSE, by=[HOUSING], creates=None)
def adopt_town_classes(
    known: TownClasses, cmd: town_classes.AdoptTownClasses, context: Context
) -> Events:
    """A later edition takes the place of the one before; towns keep their class until classified
    anew."""
    names = [entry.name for entry in (*cmd.classes, *cmd.features)]
    if not cmd.classes or not named_once(names):
        refuse(LIST_NAMES_CLASSES_ONCE, names="、".join(names) or "—")
    yield town_classes.TownClassesAdopted.of(
        cmd, edition=known.edition + 1, issued_on=context.today
    )
