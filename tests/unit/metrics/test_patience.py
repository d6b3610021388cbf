"""Who asks a store that says nothing is not kept; who asks again meanwhile asks nothing anew."""

import threading

import pytest

from shared.metrics.patience import Question


def test_an_answer_that_comes_is_given() -> None:
    assert Question(lambda: 7).answer(60) == 7


def test_a_question_that_is_not_answered_keeps_nobody_and_is_asked_once() -> None:
    free, asked = threading.Event(), []

    def ask() -> int:
        asked.append(1)
        free.wait(60)
        return len(asked)

    question = Question(ask)
    assert question.answer(0.01) is None
    assert question.answer(0.01) is None
    assert len(asked) == 1
    free.set()
    assert question.answer(60) == len(asked)


def test_what_asking_raises_is_raised_and_asked_again() -> None:
    failures = iter([ValueError("away")])

    def ask() -> int:
        for failure in failures:
            raise failure
        return 3

    question = Question(ask)
    with pytest.raises(ValueError, match="away"):
        question.answer(60)
    assert question.answer(60) == 3
