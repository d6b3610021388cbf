"""城镇类型名录 (RZ-1.a): the open, versioned list of what a town may be classified as."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import Count, DocumentRef, Identifier, Name, Text, titled

CLAUSE = "RZ-1.a"


@command_data
class TownClass:
    """A class or a feature by its name, and what it means."""

    name: Name = titled("类型或特色")
    meaning: Text = titled("含义")


@command_data
class AdoptTownClasses:
    """Takes the place of the edition before; `catalogue` is the city's one list."""

    catalogue: Identifier
    classes: tuple[TownClass, ...] = titled("主类型")
    features: tuple[TownClass, ...] = titled("特色")
    document: DocumentRef


@event("programme", clause=CLAUSE, title="印发城镇类型名录")
class TownClassesAdopted(AdoptTownClasses):
    """`edition` counts from 1."""

    edition: Count
    issued_on: date


Event = TownClassesAdopted
