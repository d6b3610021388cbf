"""A view of this service, bound to where it is read, for reactions that need it."""

from typing import Any, Generic, TypeVar

from shared.kernel.views.definition import View
from shared.kernel.views.reader import ViewReader
from shared.kernel.views.row import Row

R = TypeVar("R", bound=Row)


class BoundView(Generic[R]):
    """A view as a reaction sees it."""

    def __init__(self, reader: ViewReader, view: View) -> None:
        self._reader = reader
        self._view = view

    def find(self, **equals: Any) -> list[R]:
        """The rows whose columns have these values."""
        return self._reader.find(self._view, **equals)
