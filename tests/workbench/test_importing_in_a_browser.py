"""Rows pasted from a spreadsheet, or of a file: bad cells coloured, corrected, taken as a whole."""

import io
import re
from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from shared.workbench.pages import importing
from tests.eventually import eventually
from tests.integration.http.sheets import sheet
from tests.workbench.clerk import Clerks
from tests.workbench.hand import hands
from tests.workbench.stories import HEADS, forty_rows_ready, import_all
from tests.workbench.walking import sign_in
from tests.workbench.world import World


def test_bad_cells_are_coloured_with_their_reason_and_nothing_is_taken_until_all_are_good(
    bench: World, clerks: Clerks
):
    county = forty_rows_ready(hands(clerks))
    assert not any(key.startswith("pasted-") for key in bench.client.rows("land", "parcel-ledger"))
    import_all(county)
    taken = [k for k in bench.client.rows("land", "parcel-ledger") if k.startswith("pasted-")]
    assert len(taken) == 40


@pytest.fixture
def small_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that has room for two rows of parcels."""
    monkeypatch.setattr(importing, "MOST_CELLS", 2 * len(HEADS))


@pytest.mark.usefixtures("small_page")
def test_a_file_is_mended_in_the_grid_and_stays_chosen_where_it_has_no_room_there(
    bench: World, clerks: Clerks
):
    county = clerks.sign_in("东港区自然资源和规划局")
    county.goto(f"{bench.address}/imports/land/parcels")
    county.get_by_label("选择填好的文件").set_input_files(book("read", 2, {1: "<b>无此镇</b>"}))
    county.get_by_role("button", name="核对").press("Enter")
    wrong = county.get_by_label("第 3 行镇")
    expect(wrong).to_be_focused()
    expect(wrong).to_have_accessible_description(re.compile("不在可选项中"))
    expect(wrong).to_have_value("<b>无此镇</b>")
    wrong.fill("涛雒镇")
    wrong.press("Enter")
    take = county.get_by_role("button", name="全部导入")
    expect(take).to_be_focused()
    take.press("Enter")
    expect(county.get_by_text("已导入 2 行")).to_be_visible()

    county.goto(f"{bench.address}/imports/land/parcels")
    county.get_by_label("选择填好的文件").set_input_files(book("many", 5, {3: "无此镇"}))
    county.get_by_role("button", name="核对").click()
    expect(county.get_by_text("下表只有其中 1 行")).to_be_visible()
    cookie = next(c for c in county.context.cookies() if c["name"] == "__Host-zhenxing")
    bench.app.bench.store.expire(cookie["value"])
    county.get_by_label("第 5 行镇").fill("涛雒镇")
    county.get_by_role("button", name="核对").click()
    with county.expect_popup() as window:
        county.get_by_role("link", name="在新窗口登录").click()
    sign_in_again(window.value, "东港区自然资源和规划局")
    county.get_by_role("button", name="核对").click()
    expect(county.get_by_text("核对无误")).to_be_visible()
    county.get_by_role("button", name="全部导入").click()
    expect(county.get_by_text("已导入 5 行")).to_be_visible()
    row = eventually(
        lambda: bench.client.rows("land", "parcel-ledger").get("many-3"), "what was taken"
    )
    assert row["town"] == "taoluo"


@pytest.mark.usefixtures("small_page")
def test_without_a_script_the_same_file_is_chosen_again_and_what_is_new_is_only_tried(
    bench: World,
):
    site = sign_in(bench, "donggang-natural-resources")

    def send(do: str, file: FilePayload | None = None, **form: Any) -> tuple[int, str]:
        chosen = {"file": (io.BytesIO(file["buffer"]), file["name"])} if file else {}
        answer = site.post(
            "/imports/land/parcels",
            base_url=bench.address,
            headers={"Origin": bench.address},
            data={"_do": do, **form, **chosen},
        )
        return answer.status_code, answer.text

    def held(page: str) -> dict[str, str]:
        return dict(re.findall(r'type="hidden" name="(_file|part|numbers)" value="([^"]*)"', page))

    large = book("plain", 5, {3: "无此镇"})
    page = send("take", large)[1]
    assert "有误 1 行" in page and held(page).keys() == {"_file", "part", "numbers"}
    mended = {"head": HEADS, **held(page)}
    for place, text in enumerate(["plain-3", "涛雒镇", "闲置", "工业", "1000", "2025-03-01"]):
        mended[f"c{place}"] = text
    status, page = send("try", **mended)
    assert status == 422 and "请再次选择该文件" in page and 'value="涛雒镇"' in page
    status, page = send("take", book("other", 1), **mended)
    assert "所选文件与先前的不同" in page and "核对无误" in page and "涛雒镇" in page
    assert send("take", large, **mended)[0] == 303

    def taken() -> dict[str, Any]:
        return bench.client.rows("land", "parcel-ledger")

    eventually(lambda: "plain-3" in taken(), "the ledger to show what was taken")
    assert "other-0" not in taken()
    unread: FilePayload = {**large, "buffer": "编号,镇\n".encode("gbk") * 9}
    status, page = send("try", unread)
    assert status == 422 and "GBK" in page and 'name="c0"' in page
    assert "GBK" in send("try", unread, **held(page))[1], "no grid stands for what nobody read"


def book(name: str, count: int, towns: Mapping[int, str] | None = None) -> FilePayload:
    """A file of parcels; some stand in other towns."""
    rows = [
        [f"{name}-{n}", (towns or {}).get(n, "涛雒镇"), "闲置", "工业", "1000", "2025-03-01"]
        for n in range(count)
    ]
    return {"name": f"{name}.xlsx", "mimeType": "", "buffer": sheet(HEADS, rows)}


def sign_in_again(window: Page, organisation: str) -> None:
    window.get_by_label("单位").select_option(label=organisation)
    window.get_by_label("姓名").fill("演示-张三")
    window.get_by_role("button", name="以此登录").click()
    expect(window.locator(".who")).to_contain_text("演示-张三")
    window.close()
