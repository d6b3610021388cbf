"""Big ledgers out, in and as they were, embedded, while others go on with their work."""

import threading
from collections.abc import Iterator

import pytest
import requests

from tests.integration.http.sheets import funds
from tests.integration.ledgers.big import Big, big

FUNDS = 20_000
ROWS = 2_000
PAUSE_SECONDS = 0.05
"""Between what others ask: they do not take the service's whole time."""

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def finance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Big]:
    with big(tmp_path_factory.mktemp("big"), FUNDS) as service:
        yield service


def answered_meanwhile(service: Big, method: str, path: str, **more: object) -> requests.Response:
    """The answer to something big, during which others ask for health and give a command.

    Theirs must be answered before it: what holds up the service would be answered first.
    """
    answers: list[requests.Response] = []
    url, headers = service.url(path), service.headers()

    def ask() -> None:
        answers.append(requests.request(method, url, headers=headers, timeout=400, **more))

    asking = threading.Thread(target=ask)
    asking.start()
    others = 0
    while asking.is_alive():
        service.ask_health()
        service.give_command()
        others += not answers
        asking.join(PAUSE_SECONDS)
    assert answers[0].status_code == 200, answers[0].text
    assert others >= 2, "nobody else was answered meanwhile"
    return answers[0]


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_a_big_ledger_goes_out_while_others_are_answered(finance: Big, format: str) -> None:
    out = answered_meanwhile(finance, "GET", f"/views/fund-ledger?format={format}")
    assert int(out.headers["Ledger-Rows"]) >= FUNDS


def test_a_ledger_as_it_stood_is_folded_while_others_are_answered(finance: Big) -> None:
    path = f"/views/fund-ledger?as_of={FUNDS}&limit=500"
    told = answered_meanwhile(finance, "GET", path).json()
    assert (told["position"], len(told["rows"])) == (FUNDS, 500)


def test_many_rows_come_in_while_others_are_answered_and_again_change_nothing(
    finance: Big,
) -> None:
    book = funds(*(f"in-{n}" for n in range(ROWS)))
    path = "/imports/funds?dry_run="
    tried = answered_meanwhile(finance, "POST", f"{path}true", data=book).json()
    assert (tried["new"], tried["bad"]) == (ROWS, [])
    assert answered_meanwhile(finance, "POST", f"{path}false", data=book).json()["applied"]
    again = answered_meanwhile(finance, "POST", f"{path}false", data=book).json()
    assert (again["known"], again["new"], again["applied"]) == (ROWS, 0, False)
