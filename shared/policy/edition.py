"""A version of the policy's text, as a value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from shared.policy.model import Parameter
from shared.policy.sentences import Sentences


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """A version with all sentences as they stand in it; `changed` are the numbers of those that it
    words, places or entrusts otherwise than the one before, `parameters` those it sets.

    `successors` tell, by sentence, which organisation took the place of which.
    """

    version: str
    title: str
    since: date
    clauses: Sentences
    successors: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    changed: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
