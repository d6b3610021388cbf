"""Forty rows pasted from a spreadsheet, three of them bad: coloured, corrected, taken as a whole."""

import io

from playwright.sync_api import expect

from tests.integration.http.sheets import sheet
from tests.workbench.clerk import Clerks
from tests.workbench.walking import sign_in
from tests.workbench.world import World

HEADS = ["地块编号", "镇", "类别", "用途", "面积（平方米）", "存量起始日期"]


def test_bad_cells_are_coloured_with_their_reason_and_nothing_is_taken_until_all_are_good(
    bench: World, clerks: Clerks
):
    rows = [
        [f"pasted-{n}", "涛雒镇", "闲置", "工业", f"{1000 + n}", "2025-03-01"] for n in range(40)
    ]
    rows[3][1], rows[7][4], rows[11][2] = "无此镇", "一亩多", ""
    county = clerks.sign_in("东港区自然资源和规划局")
    county.get_by_role("link", name="台账", exact=True).click()
    county.get_by_role("link", name="从表格导入").click()
    county.get_by_role("link", name="存量地块调查").click()
    county.get_by_label("从 Excel 复制后粘贴在此").fill(
        "\n".join("\t".join(line) for line in [HEADS, *rows])
    )
    county.get_by_role("button", name="核对").click()
    expect(county.get_by_text("有误 3 行")).to_be_visible()
    expect(county.locator("td.wrong")).to_have_count(3)
    expect(county.get_by_role("button", name="全部导入")).to_have_count(0)
    county.get_by_label("第 5 行镇").fill("涛雒镇")
    county.get_by_label("第 9 行面积").fill("1000")
    county.get_by_label("第 13 行类别").fill("低效")
    county.get_by_role("button", name="核对").click()
    expect(county.get_by_text("核对无误")).to_be_visible()
    assert not any(key.startswith("pasted-") for key in bench.client.rows("land", "parcel-ledger"))
    county.get_by_role("button", name="全部导入").click()
    expect(county.get_by_text("已导入 40 行")).to_be_visible()
    taken = [k for k in bench.client.rows("land", "parcel-ledger") if k.startswith("pasted-")]
    assert len(taken) == 40


def test_a_file_is_chosen_again_to_be_taken_and_no_empty_grid_stands_for_it(bench: World):
    good = ["filed-1", "涛雒镇", "闲置", "工业", "1000", "2025-03-01"]
    site = sign_in(bench, "donggang-natural-resources")

    def send(do: str, *rows: list[str]) -> tuple[int, str]:
        file = {"file": (io.BytesIO(sheet(HEADS, rows)), "filed.xlsx")} if rows else {}
        answer = site.post(
            "/imports/land/parcels",
            base_url=bench.address,
            headers={"Origin": bench.address},
            data={"_do": do, "_of": "file", **file},
        )
        return answer.status_code, answer.text

    bad = send("try", good, ["filed-2", "无此镇", *good[2:]])[1]
    assert "有误 1 行" in bad and "在文件中改正后，再次选择" in bad and 'name="c0"' not in bad
    tried = send("try", good)[1]
    assert "核对无误" in tried and "再次选择同一文件" in tried and 'name="c0"' not in tried
    assert send("take")[0] == 422, "nothing was chosen"
    assert send("take", good)[0] == 303
    assert "filed-1" in bench.client.rows("land", "parcel-ledger")
