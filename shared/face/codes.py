"""What codes are called, for texts in which they stand without the field that they are the value of."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import get_type_hints

from shared.policy.services import services
from shared.schemas.events import events_of
from shared.schemas.words import words_of


@cache
def called() -> Mapping[str, str]:
    """Each code of the events that this process knows with its word; one that fields call by
    different words is left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for service in services():
        for event in events_of(service):
            for hint in get_type_hints(event.data, include_extras=True).values():
                for code, word in words_of(hint).items():
                    found[code].add(word)
    return {code: next(iter(words)) for code, words in found.items() if len(words) == 1}
