"""A ledger of 100,000 rows: sorted, paged, added up and taken away through the workbench."""

import csv
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.eventually import PATIENCE_SECONDS
from tests.workbench.clerk import Clerks
from tests.workbench.world import World

PATIENCE = PATIENCE_SECONDS * 1000
ROWS = 100_000
VIEW = "quick-admissions"
PATH = f"/ledgers/projects/{VIEW}"


@pytest.fixture
def rows(bench: World) -> Iterator[int]:
    """Copies of one row of a ledger, made by its store in its own table and taken out again; how
    many rows it has with them."""
    file = bench.settings.services["projects"].database.removeprefix("sqlite:///")
    with closing(sqlite3.connect(file, isolation_level=None, timeout=60)) as store:
        named = f"{VIEW.replace('-', '_')}__v*_g?"
        [(table,)] = store.execute("select name from sqlite_master where name glob ?", (named,))
        columns = [c[1] for c in store.execute(f'pragma table_info("{table}")')]
        key, others = columns[0], ", ".join(f'"{c}"' for c in columns[1:])
        before = store.execute(f'select count(*) from "{table}"').fetchone()[0]
        store.execute(
            f'insert into "{table}" with recursive n(i) as (select 1 union all select i + 1 from n'
            f" where i < {ROWS}) select printf('zz-%06d', i), {others} from n,"
            f' (select * from "{table}" limit 1)'
        )
        yield before + ROWS
        store.execute(f'delete from "{table}" where "{key}" like \'zz-%\'')


def test_a_hundred_thousand_rows_are_paged_from_both_ends_and_exported_whole(
    bench: World, clerks: Clerks, rows: int
):
    housing = clerks.sign_in("市住房和城乡建设局")
    housing.set_default_timeout(PATIENCE)
    housing.goto(f"{bench.address}{PATH}?sort=-project&rows=200")
    first = housing.locator("tbody tr")
    expect(first).to_have_count(200)
    keys = [f"zz-{n:06}" for n in range(ROWS, ROWS - 600, -1)]
    for page in range(3):
        seen = housing.locator("tbody input[name=row]").evaluate_all(
            "all => all.map((b) => b.value)"
        )
        assert [s.rpartition("project-")[2] for s in seen] == keys[200 * page : 200 * (page + 1)]
        housing.get_by_role("link", name="下一页").click()
        housing.wait_for_load_state()
    expect(housing.locator(".totals")).to_contain_text(f"合计 {rows:,} 行", timeout=PATIENCE)
    with housing.expect_download(timeout=PATIENCE) as download:
        housing.get_by_role("link", name="导出 CSV").click()
    told = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    found = list(csv.reader(told[told.index("") + 1 :]))
    assert len(found) - 1 == rows
