"""A question that may never be answered, asked so that nobody waits long for it."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Question(Generic[T]):
    """Asked in a thread of its own, one at a time; who asks meanwhile waits for the same answer."""

    def __init__(self, ask: Callable[[], T]) -> None:
        self._ask = ask
        self._mutex = threading.Lock()
        self._asking: _Asking[T] | None = None

    def answer(self, seconds: float) -> T | None:
        """The answer; None where it takes longer. Raises what asking raises."""
        with self._mutex:
            if self._asking is None or self._asking.over.is_set():
                self._asking = _Asking(self._ask)
                threading.Thread(target=self._asking.run, name="question", daemon=True).start()
            asking = self._asking
        if not asking.over.wait(seconds):
            return None
        if asking.error is not None:
            raise asking.error
        return asking.answer


class _Asking(Generic[T]):
    def __init__(self, ask: Callable[[], T]) -> None:
        self._ask = ask
        self.over = threading.Event()
        self.answer: T | None = None
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            self.answer = self._ask()
        except Exception as error:
            self.error = error
        finally:
            self.over.set()
