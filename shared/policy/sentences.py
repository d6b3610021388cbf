"""The sentences of one version of the text; one that has moved is found by its earlier numbers."""

from collections.abc import Iterator, Mapping

from shared.policy.model import Clause, Town


class Sentences(Mapping[str, Clause]):
    """By number; `moved` leads from each earlier number to the present one.

    What is gone through are the present ones: rules and events that name a sentence by the number
    that it had find it still.
    """

    def __init__(self, own: Mapping[str, Clause], moved: Mapping[str, str]) -> None:
        self.own, self.moved = own, moved

    def number(self, id: str) -> str:
        """The present number of a sentence."""
        return self.moved.get(id, id)

    def among(self, towns: Mapping[str, Town]) -> "Sentences":
        """The same with the scopes that follow from these towns."""
        return Sentences({id: c.among(towns) for id, c in self.own.items()}, self.moved)

    def __getitem__(self, id: str) -> Clause:
        return self.own[self.number(id)]

    def __iter__(self) -> Iterator[str]:
        return iter(self.own)

    def __len__(self) -> int:
        return len(self.own)
