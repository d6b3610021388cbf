"""Sessions, origins and headers: asked of the application itself, and once of a real browser."""

import gzip
import io
import json
import re
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from shared.face.identity import ISSUER, Verifier, audience_of, from_url
from shared.policy.loader import registry
from shared.workbench.app import FORM_PARTS, Workbench
from shared.workbench.importing.grid import MOST_CELLS, Grid
from shared.workbench.session.store import MOST_DRAFTS
from tests.workbench.clerk import Clerks
from tests.workbench.walking import sign_in
from tests.workbench.world import World

PERSON = {"organisation": "housing", "name": "演示-张三", "next": "/"}


@pytest.fixture
def site(bench: World) -> Client:
    return Client(bench.app)


def post(
    site: Client, bench: World, path: str, data: dict[str, Any], **headers: str
) -> TestResponse:
    given = {"Origin": bench.address, **headers}
    return site.post(path, base_url=bench.address, data=data, headers=given)


def test_a_session_is_a_cookie_of_this_host_that_no_script_reads(bench: World, clerks: Clerks):
    page = clerks.sign_in_by_hand("市住房和城乡建设局")
    (cookie,) = page.context.cookies()
    assert cookie["name"] == "__Host-zhenxing"
    assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (True, True, "Lax")
    assert page.evaluate("document.cookie") == ""


def test_no_token_reaches_the_browser_and_the_file_holds_no_key(bench: World, site: Client):
    answer = post(site, bench, "/sign-in", PERSON)
    key = answer.headers["Set-Cookie"].partition(";")[0].partition("=")[2]
    page = site.get("/", base_url=bench.address)
    assert page.status_code == 200
    assert "eyJ" not in page.text + str(page.headers)
    file = bench.app.bench.settings.store
    assert key.encode() not in file.read_bytes()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", ""])
def test_what_changes_something_comes_from_our_own_pages_only(
    bench: World, site: Client, origin: str
):
    post(site, bench, "/sign-in", PERSON)
    for path in ("/sign-in", "/sign-out", "/command/supervision/raise-issue"):
        assert post(site, bench, path, PERSON, Origin=origin).status_code == 403


def test_a_name_that_is_not_ours_is_not_answered(bench: World, site: Client):
    assert site.get("/", base_url="http://elsewhere.example").status_code == 403


@pytest.mark.parametrize("path", ["/", "/ledgers", "/matter/supervision/issue-x", "/find?q=x"])
def test_who_has_not_signed_in_sees_nothing_and_comes_back_here(
    bench: World, site: Client, path: str
):
    answer = site.get(path, base_url=bench.address)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/sign-in?next=")


@pytest.mark.parametrize("back", ["//elsewhere.example", "https://elsewhere.example", "/\\x"])
def test_signing_in_leads_to_a_page_of_ours(bench: World, site: Client, back: str):
    answer = post(site, bench, "/sign-in", {**PERSON, "next": back})
    assert answer.headers["Location"] == "/"


def test_nothing_inline_runs_and_nobody_frames_us(bench: World, site: Client):
    policy = site.get("/sign-in", base_url=bench.address).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_what_people_wrote_is_text_and_never_markup(bench: World, site: Client):
    post(site, bench, "/sign-in", PERSON)
    answer = site.get("/find?q=<script>alert(1)</script>", base_url=bench.address)
    assert "<script>alert" not in answer.text


def test_a_form_that_was_tampered_with_is_no_fault_of_ours(bench: World, site: Client):
    post(site, bench, "/sign-in", PERSON)
    issue = {
        "issue": "w-1",
        "town": "taoluo",
        "kind": "problem",
        "title": "演示",
        "description": "演示",
    }
    for key in ("", "漢", "a\nb"):
        sent = {**issue, "_do": "give", "_key": key}
        assert post(site, bench, "/command/supervision/raise-issue", sent).status_code == 400
    columns = "/ledgers/supervision/issue-ledger/columns"
    for back in ("@elsewhere.example", "/../..", "?a\r\nX: y"):
        answer = post(site, bench, columns, {"column": "title", "back": back})
        assert answer.status_code == 303 and "X" not in answer.headers
        assert answer.headers["Location"].partition("?")[0] == "/ledgers/supervision/issue-ledger"


def test_who_changed_a_form_that_was_accepted_unseen_is_told_and_may_go_on(
    bench: World, site: Client
):
    """Its answer was lost: what is filled in now is another command, under another key."""
    post(site, bench, "/sign-in", {**PERSON, "organisation": "taoluo"})
    issue = {"issue": "w-unseen", "town": "taoluo", "kind": "problem", "title": "演示"}
    sent = {**issue, "description": "演示", "_do": "give", "_key": "accepted-unseen"}
    for _ in range(2):
        assert post(site, bench, "/command/supervision/raise-issue", sent).status_code == 303
    changed = {**sent, "description": "演示-改过"}
    answer = post(site, bench, "/command/supervision/raise-issue", changed)
    assert answer.status_code == 422 and "已经受理" in answer.text
    assert "演示-改过" in answer.text and "accepted-unseen" not in answer.text


def test_no_draft_keeps_what_is_said_of_a_person(bench: World, site: Client):
    """Its service seals it, and erases it: this file could not."""
    post(site, bench, "/sign-in", {**PERSON, "organisation": "organization"})
    filled = {"secondment": "s-1", "person": "p-2026-1", "name": "演示-绝密", "post": "副镇长"}
    assert post(site, bench, "/draft/talent/start-secondment", filled).status_code == 200
    store = bench.app.bench.settings.store
    assert "演示-绝密" not in str(store.read_bytes(), "utf-8", "replace")
    form = site.get("/command/talent/start-secondment", base_url=bench.address).text
    assert "副镇长" in form and "演示-绝密" not in form
    cookie = site.get_cookie("__Host-zhenxing", domain="localhost")
    assert cookie is not None
    bench.app.bench.store.expire(cookie.value)
    late = {**filled, "post": "镇长助理"}
    for path in ("/draft", "/command"):  # typed on, or sent: back to the form, the draft with it
        answer = post(site, bench, f"{path}/talent/start-secondment", late)
        assert answer.headers["Location"] == "/sign-in?next=%2Fcommand%2Ftalent%2Fstart-secondment"
    written = str(store.read_bytes(), "utf-8", "replace")
    assert json.dumps("镇长助理", ensure_ascii=False) in written and "演示-绝密" not in written


def test_a_sheet_that_is_uploaded_is_tried_as_what_is_pasted_is(bench: World, site: Client):
    post(site, bench, "/sign-in", {**PERSON, "organisation": "donggang-natural-resources"})
    heads = ["地块编号", "镇", "类别", "用途", "面积（平方米）", "存量起始日期"]
    rows = [[f"sheet-{n}", "涛雒镇", "闲置", "工业", "1000", "2025-03-01"] for n in range(2)]
    for town, said in (("涛雒镇", "核对无误"), ("无此镇", "有误")):
        rows[1][1] = town
        sent = {"_do": "try", "file": (io.BytesIO(Grid(heads, rows).workbook()), "地块.xlsx")}
        answer = post(site, bench, "/imports/land/parcels", sent)
        assert said in answer.text, answer.text


def test_of_what_is_pasted_no_row_is_lost_in_silence(bench: World, site: Client):
    """What the page can't send back is refused whole, and what it shows it can send back."""
    post(site, bench, "/sign-in", PERSON)
    page = site.get("/imports/supervision/issues", base_url=bench.address).text
    heads = page.count('name="head"')
    most = MOST_CELLS // heads
    row = "\t".join(["演示"] * heads)
    paste = {"_do": "try", "pasted": "\n".join([row] * (most + 1))}
    answer = post(site, bench, "/imports/supervision/issues", paste)
    assert answer.status_code == 422 and f"所粘贴的有 {most + 1} 行" in answer.text
    assert MOST_CELLS + heads + 10 <= FORM_PARTS


def test_signing_out_ends_the_session_on_the_server(bench: World, site: Client):
    post(site, bench, "/sign-in", PERSON)
    cookie = site.get_cookie("__Host-zhenxing", domain="localhost")
    assert cookie is not None
    post(site, bench, "/sign-out", {})
    again = {"Cookie": f"__Host-zhenxing={cookie.value}"}
    assert Client(bench.app).get("/", base_url=bench.address, headers=again).status_code == 303


def test_our_own_script_stays_under_400_lines():
    from importlib.resources import files

    script = files("shared.workbench").joinpath("static", "workbench.js").read_text("utf-8")
    assert len(script.splitlines()) < 400


def test_the_first_page_comes_with_all_that_it_loads_in_300_kilobytes(bench: World, site: Client):
    post(site, bench, "/sign-in", PERSON)

    def asked(path: str) -> TestResponse:
        answer = site.get(path, base_url=bench.address, headers={"Accept-Encoding": "gzip"})
        assert answer.status_code == 200, path
        return answer

    page = asked("/")
    loaded = set(re.findall(r'"(/static/[^"]+)"', gzip.decompress(page.data).decode()))
    assert len(loaded) >= 4
    sizes = {path: len(asked(path).data) for path in ("/", *loaded)}
    assert sum(sizes.values()) <= 300 * 1024, sizes


def test_a_workbench_of_one_service_is_its_departments_own(bench: World, tmp_path: Path):
    settings = bench.app.bench.settings
    services = {"finance": settings.services["finance"]}
    app = Workbench(replace(settings, services=services, store=tmp_path / "bench.sqlite"))
    site = sign_in(replace(bench, app=app), "finance")
    others = [place.title for name, place in settings.services.items() if name != "finance"]
    pages = ("/", "/new", "/ledgers", "/ledgers/finance/fund-ledger", "/cockpit", "/exercise")
    for path in (*pages, "/papers", "/audit", "/whatif", "/burden", "/find?q=演示", "/imports"):
        answer = site.get(path, base_url=bench.address)
        assert (answer.status_code, "暂不可用" in answer.text) == (200, False), path
    listed = site.get("/ledgers", base_url=bench.address).text
    assert "资金台账" in listed and not [title for title in others if f">{title}<" in listed]
    app.bench.store.close()


def test_services_read_the_keys_of_their_tokens_from_the_workbench(bench: World):
    keys = from_url(f"{bench.address}/keys.json")
    checked = Verifier(keys, registry(), audience=audience_of("finance"), issuer=ISSUER)
    token = bench.app.bench.issuer.issue("finance", "演示-张三", services=["finance"])
    assert checked.verify(token).organisation == "finance"
    assert all("d" not in key for key in bench.app.bench.issuer.keys.published()["keys"])


def test_who_has_too_many_drafts_is_told_where_to_give_one_up(bench: World, site: Client):
    post(site, bench, "/sign-in", {**PERSON, "name": "演示-草稿多"})
    issue = "/command/supervision/raise-issue"
    for number in range(MOST_DRAFTS + 1):
        sent = {"title": "演示", "stream": f"issue-draft-{number}"}
        answer = post(site, bench, issue.replace("command", "draft"), sent)
        assert ("草稿未存" in answer.text) == (number == MOST_DRAFTS), number
    listed = site.get("/new", base_url=bench.address).text
    assert listed.count("放弃草稿") == MOST_DRAFTS
    given_up = {"stream": "issue-draft-0", "_list": "1", "_do": "discard"}
    assert post(site, bench, issue, given_up).headers["Location"] == "/new"
    assert "草稿已存" in post(site, bench, issue.replace("command", "draft"), sent).text
