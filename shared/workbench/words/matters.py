"""What a matter's address says of it."""

import re

from shared.workbench.catalogue import Declared
from shared.workbench.words import saying
from shared.workbench.words.meaning import Meaning

_HASH = re.compile("[0-9a-f]{40,}")


def split(declared: Declared, stream: str) -> tuple[str, str]:
    """A stream's category and its id: a category may have hyphens too."""
    fitting = [c for c in declared.acted_in if stream.startswith(f"{c}-")]
    category = max(fitting, key=len, default="")
    return category, stream.removeprefix(f"{category}-")


def called(declared: Declared, stream: str) -> str:
    """What is called by no ledger: by what its id has a word for, else an `Id`; by nothing where
    that is a hash. What is one of a system, as its parameters, is that system's."""
    category, id = split(declared, stream)
    if _HASH.fullmatch(id):
        return ""
    command = next((c for c in declared.commands.values() if c["aggregate"] == category), None)
    if command is None:
        return saying.Id(id)
    key = Meaning(command["key"], command["schema"]["properties"].get(command["key"], {}))
    if key.kind == "service":
        return f"{saying.brief(id, key)}的{command['aggregate_title']}"
    name = key.labels.get(id) or saying.organisation(id)
    return name if name != id else saying.Id(id, key.reference)
