"""Big ledgers out, in and as they were, embedded, while others go on with their work."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import requests

from tests.integration.http.sheets import funds
from tests.integration.ledgers.big import Big, Others, big, processor_seconds, quantile

FUNDS = 100_000
ROWS = 10_000

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def finance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Big]:
    with big(tmp_path_factory.mktemp("big"), FUNDS) as service:
        yield service


@dataclass(frozen=True)
class Taken:
    """An answer and the seconds of processor time that it took, in the service and aside.

    On a machine of its own that is how long it takes; other work beside it adds nothing.
    """

    answer: requests.Response
    here: float
    aside: float


def taken(service: Big, method: str, path: str, **more: object) -> Taken:
    before = processor_seconds(service.process.pid)
    url, headers = service.url(path), service.headers()
    answer = requests.request(method, url, headers=headers, timeout=400, **more)
    assert answer.status_code == 200, answer.text
    after = processor_seconds(service.process.pid)
    return Taken(answer, after[0] - before[0], after[1] - before[1])


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_a_hundred_thousand_rows_go_out_while_others_are_answered(
    finance: Big, format: str
) -> None:
    with Others(finance) as others:
        out = taken(finance, "GET", f"/views/fund-ledger?format={format}")
    assert int(out.answer.headers["Ledger-Rows"]) >= FUNDS
    assert out.aside < 30
    assert quantile(others.health, 0.95) < 0.25
    assert quantile(others.commands, 0.95) < 0.5


def test_a_ledger_as_it_stood_after_a_hundred_thousand_events_is_quick(finance: Big) -> None:
    with Others(finance) as others:
        past = taken(finance, "GET", f"/views/fund-ledger?as_of={FUNDS}&limit=500")
    told = past.answer.json()
    assert (told["position"], len(told["rows"])) == (FUNDS, 500)
    assert past.aside < 5
    assert quantile(others.health, 0.95) < 0.25


def test_ten_thousand_rows_come_in_and_the_same_again_change_nothing(finance: Big) -> None:
    book = funds(*(f"in-{n}" for n in range(ROWS)))
    tried = taken(finance, "POST", "/imports/funds?dry_run=true", data=book).answer.json()
    assert (tried["new"], tried["bad"]) == (ROWS, [])
    done = taken(finance, "POST", "/imports/funds?dry_run=false", data=book)
    assert done.answer.json()["applied"]
    assert done.here + done.aside < 60
    head = finance.head()
    again = taken(finance, "POST", "/imports/funds?dry_run=false", data=book).answer.json()
    assert (again["known"], again["new"], finance.head()) == (ROWS, 0, head)
