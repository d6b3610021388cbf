"""Evidence: made on a page, verified by the command line, alone and against the services; a chain
over services as a tree; each doubt leads to what it rests on."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import requests
from playwright.sync_api import Locator, Page, expect

from shared.runtime.evidence import NoPack, check_pack
from shared.workbench.evidence import pack
from shared.workbench.ledgers.table import stream_of
from shared.workbench.person import Person
from tests.days import today
from tests.eventually import PATIENCE_SECONDS
from tests.integration.client import Order
from tests.workbench.clerk import Clerks
from tests.workbench.matters import assign, raise_issue
from tests.workbench.world import World


def packed(place: Page | Locator, file: Path) -> Path:
    """The pack that a link gives."""
    page = place if isinstance(place, Page) else place.page
    with page.expect_download() as download:
        place.get_by_role("link", name="证据包").first.click()
    download.value.save_as(file)
    return file


def verified(bench: World, file: Path) -> subprocess.CompletedProcess[str]:
    """What the command line says of a pack, beside the running services."""
    folder, port = bench.app.bench.settings.store.parent, bench.address.rpartition(":")[2]
    return subprocess.run(
        [sys.executable, "-m", "shared.runtime.cli.main", "verify", "--pack", str(file)],
        env={**os.environ, "ZHENXING_HOME": str(folder), "ZHENXING_PORT": port},
        capture_output=True, text=True,
    )  # fmt: skip


def tampered(file: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """The same pack with other bytes in its files."""
    other = file.with_name("tampered.zip")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return other


@pytest.fixture(scope="module")
def stream(bench: World) -> str:
    """What a town reported with a photograph, in the midst of other matters."""
    raise_issue(bench, "演示-取证之前")
    token = bench.client.token("taoluo")
    photo = requests.post(
        f"{bench.settings.services['supervision'].origin}/documents?name=路面.jpg",
        data=b"\xff\xd8 a photograph",
        headers={"Authorization": f"Bearer {token}", "Content-Type": "image/jpeg"},
        timeout=PATIENCE_SECONDS,
    ).json()

    data = {
        "town": "taoluo", "year": today().year - 1, "month": 11, "progress": "演示-取证",
        "attachments": [photo],
    }  # fmt: skip
    answer = bench.client.give(Order("supervision", "report-implementation", "taoluo", data))
    assert answer.status == 200, answer
    raise_issue(bench, "演示-取证之后")
    made: str = answer.body["stream"]
    return made


def test_a_pack_made_on_a_page_is_verified_by_the_command_line(
    bench: World, clerks: Clerks, stream: str, tmp_path: Path
):
    housing = clerks.sign_in(
        "市住房和城乡建设局", "演示-审计员", at=f"/matter/supervision/{stream}"
    )
    file = packed(housing, tmp_path / "pack.zip")
    with zipfile.ZipFile(file) as packed_file:
        names = packed_file.namelist()
    assert {"manifest.json", "README.txt", "records/supervision.ndjson"} <= set(names)
    assert [n for n in names if n.startswith("documents/")], "the photograph"
    told = verified(bench, file)
    assert told.returncode == 0, told.stderr
    assert "1 条记录完好" in told.stdout and "与服务的日志一致" in told.stdout
    assert "1 个附件完好" in told.stdout
    flipped = tampered(file, lambda _, data: data.replace("取证".encode(), "取消".encode()))
    [log] = check_pack(flipped).logs
    [line] = [one for one in lines_of(file) if "data" in one]
    assert log.failure and log.failure.position == line["position"]
    found = verified(bench, flipped)
    assert found.returncode == 1
    assert f"supervision 位置 position {line['position']}" in found.stderr


def test_documents_and_lines_that_are_not_what_was_packed_are_found(
    bench: World, clerks: Clerks, stream: str, tmp_path: Path
):
    housing = clerks.sign_in(
        "市住房和城乡建设局", "演示-审计员", at=f"/matter/supervision/{stream}"
    )
    file = packed(housing, tmp_path / "pack.zip")
    assert check_pack(file).whole
    other = tampered(file, lambda n, data: data[:-1] if n.startswith("documents/") else data)
    assert check_pack(other).damaged
    cut = tampered(
        file, lambda n, data: data[: data.rindex(b"{")] if n.endswith("ndjson") else data
    )
    [log] = check_pack(cut).logs
    assert log.failure and log.failure.position == log.position
    last = lines_of(file)[-1]["hash"].encode()
    other = tampered(file, lambda n, data: data.replace(last, b"0" * 64))
    [log] = check_pack(other).logs
    assert log.failure and log.failure.position == log.position, "also where the manifest says it"
    file.write_bytes(b"no zip")
    with pytest.raises(NoPack):
        check_pack(file)


def lines_of(file: Path) -> list[dict[str, Any]]:
    with zipfile.ZipFile(file) as pack:
        return [json.loads(line) for line in pack.read("records/supervision.ndjson").splitlines()]


def test_a_chain_over_services_is_reached_from_a_matters_timeline(bench: World, clerks: Clerks):
    housing = clerks.sign_in("市住房和城乡建设局", at="/matter/projects/project-taoluo-pier")
    admitted = housing.locator(".timeline li", has_text="入库").first
    admitted.get_by_role("link", name="链条").click()
    expect(housing.get_by_role("heading", level=1)).to_have_text("办理链条")
    steps = housing.locator(".trace li")
    expect(steps.first).to_be_visible()
    assert steps.count() > 1, "land and finance note what projects admitted"
    expect(housing.locator(".trace .trace").first).to_contain_text("上一步之后")
    steps.first.get_by_role("link").last.click()
    expect(housing.locator(".timeline")).to_be_visible()


def test_every_doubt_leads_to_the_matter_that_it_is_about(bench: World, clerks: Clerks):
    person = Person("演示-审计员", "演示-审计员", "housing")
    declared = bench.app.bench.catalogue.all(person)
    doubted = [(d, v) for d in declared.values() for v in d.views.values() if v["doubt"]]
    assert len({view["doubt"] for _, view in doubted}) >= 5
    rows = {v["name"]: {c["name"]: "some" for c in v["columns"]} for _, v in doubted}
    lost = [(d.service, v["name"]) for d, v in doubted if not stream_of(d, v, rows[v["name"]])]
    assert lost == []


def test_what_is_doubted_is_evidence_in_one_file_that_says_what_it_has_no_room_for(
    bench: World, clerks: Clerks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    streams = []
    for title in ("演示-另一件无文号的答复", "演示-无文号的答复"):
        stream = assign(bench, raise_issue(bench, title), "reform")
        data = {
            "issue": stream.removeprefix("issue-"),
            "principal": "演示-局长",
            "reply": "演示-已办",
        }
        replied = bench.client.give(Order("supervision", "reply-as-principal", "reform", data))
        assert replied.status == 200, replied
        streams.append(stream)
    housing = clerks.sign_in("市住房和城乡建设局", "演示-审计员")
    housing.get_by_role("link", name="审计").click()
    found = housing.locator("details", has=housing.get_by_text("督导：")).last
    found.locator("summary").click()
    expect(found.locator("th").first).to_have_text("事项")
    expect(found.locator("tbody")).to_contain_text("演示-无文号的答复")
    expect(found.locator("tbody tr td:first-child a").first).to_be_visible()
    file = packed(found, tmp_path / "doubt.zip")
    assert verified(bench, file).returncode == 0
    monkeypatch.setattr(pack, "STREAMS", 1)
    with zipfile.ZipFile(packed(found, tmp_path / "first.zip")) as first:
        told = json.loads(first.read("manifest.json"))
    [log] = told["logs"]
    left_out = {one["what"] for one in told["left_out"]}
    assert len(log["streams"]) == 1 and {*log["streams"], *left_out} >= {*streams}
    assert f"{len(left_out)} 项未包括" in verified(bench, tmp_path / "first.zip").stderr
    monkeypatch.setattr(pack, "NAMED", 1)
    with zipfile.ZipFile(packed(found, tmp_path / "named.zip")) as named:
        told = json.loads(named.read("manifest.json"))
    assert [one["what"] for one in told["left_out"]] == ["其余案卷"]
