"""Services of two releases tell one dossier."""

from collections.abc import Iterable

from shared.workbench.dossiers.standing import ask_with_standing
from shared.workbench.faces import Answer, Away, Declined, Question


def ask(questions: Iterable[Question]) -> list[Answer | Away | Declined]:
    return [answer(question) for question in questions]


def answer(question: Question) -> Answer | Away | Declined:
    """Land is of a release that knows nothing of `standing`; nobody can reach finance."""
    if question.service == "finance":
        return Away("finance", "finance")
    if question.service == "land" and "standing" in question.query:
        return Declined("land", 422, {})
    return {"service": question.service, **question.query}


def test_a_service_of_an_earlier_release_still_tells_its_events() -> None:
    query = {"order": "newest", "standing": 8}
    questions = [
        Question(s, "/dossiers/town/taoluo", query) for s in ("projects", "land", "finance")
    ]
    projects, land, finance = ask_with_standing(ask, questions)
    assert projects == {"service": "projects", **query}
    assert land == {"service": "land", "order": "newest"}
    assert isinstance(finance, Away)
