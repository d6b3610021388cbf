"""What a person types against running services: token, give, events, stream, status, verify."""

import json
import os
import re
import signal
import subprocess
import uuid

import pytest
import requests

from shared.policy.services import services
from shared.runtime.cli import history
from shared.runtime.cli.history import LAST
from tests.eventually import PATIENCE_SECONDS, eventually
from tests.integration.cli.upped import Up
from tests.integration.forked import ROOT, ZHENXING

pytestmark = [pytest.mark.timeout(900), pytest.mark.usefixtures("up")]

TOWN = ("--org", "taoluo", "--name", "演示-张三")
FINANCE = ("--org", "finance", "--name", "演示-王五")
HOUSING = ("--org", "housing", "--name", "演示-李四")


def raised(zhenxing, *more: str, issue: str = "") -> tuple[str, object]:
    """Raise an issue; its id and what was said."""
    issue = issue or f"cli-{uuid.uuid4().hex[:12]}"
    fields = (
        f"issue={issue}",
        "town=taoluo",
        "kind=problem",
        "title=演示-路灯",
        "description=演示",
    )
    return issue, zhenxing("give", "raise-issue", *fields, *TOWN, *more)


def test_a_token_speaks_for_its_person(up: Up, zhenxing):
    made = zhenxing("token", "--org", "finance", "--name", "张三", "--duty", "operator")
    assert made.code == 0
    url = f"http://127.0.0.1:{up.port + 2}/parked"
    headers = {"Authorization": f"Bearer {made.out.strip()}"}
    assert requests.get(url, headers=headers, timeout=PATIENCE_SECONDS).json() == {"parked": []}
    without = zhenxing("token", "--org", "finance", "--name", "张三").out.strip()
    headers = {"Authorization": f"Bearer {without}"}
    assert requests.get(url, headers=headers, timeout=PATIENCE_SECONDS).status_code == 403


def test_a_token_for_an_unknown_organisation_is_not_made(zhenxing):
    made = zhenxing("token", "--org", "nowhere", "--name", "张三")
    assert made.code == 1
    assert "登记簿中没有单位 nowhere" in made.err
    assert "Traceback" not in made.err


@pytest.mark.parametrize(
    ("port", "command", "org", "proposal"),
    [
        (1, "apply-for-admission", "taoluo", r"taoluo-\d{4}-\d{3}"),
        (2, "register-fund", "finance", r"fund-\d{4}-\d{3}"),
        (3, "request-new-land", "taoluo", r"taoluo-land-\d{4}-\d{3}"),
        (4, "raise-issue", "taoluo", r"taoluo-issue-\d{4}-\d{3}"),
    ],
)
def test_every_service_proposes_ids(up: Up, zhenxing, port, command, org, proposal):
    found = asked(up, zhenxing, port, f"/commands/{command}/proposal", org)
    assert re.fullmatch(proposal, found["proposal"])


def test_what_was_told_at_admission_is_offered_for_the_land(up: Up, zhenxing):
    found = asked(up, zhenxing, 3, "/commands/request-new-land/prefill?project=taoluo-cold-chain")
    known = {one["field"]: one for one in found["known"]}
    assert {field: one["value"] for field, one in known.items()} == {
        "town": "taoluo", "area": "42000.00", "use": "industrial",
    }  # fmt: skip
    assert known["area"]["source"]["stream"] == "screening-taoluo-cold-chain"
    assert re.fullmatch(r"源自 开始存量用地筛查 2024-\d\d-\d\d", known["area"]["says"])


def asked(up: Up, zhenxing, port: int, path: str, org: str = "taoluo") -> dict[str, object]:
    """What a service of the demo answers to a person of an organisation."""
    token = zhenxing("token", "--org", org, "--name", "演示-张三").out.strip()
    headers = {"Authorization": f"Bearer {token}"}
    got = requests.get(f"http://127.0.0.1:{up.port + port}{path}", headers=headers, timeout=30)
    assert got.status_code == 200, got.text
    return got.json()


def test_a_command_given_tells_its_events(zhenxing):
    issue, said = raised(zhenxing)
    assert said.code == 0
    assert "IssueRaised" in said.out
    assert f"issue-{issue}" in said.out


def test_a_command_may_be_given_as_json(zhenxing):
    issue = f"cli-{uuid.uuid4().hex[:12]}"
    data = {
        "issue": issue,
        "town": "taoluo",
        "kind": "problem",
        "title": "演示",
        "description": "无",
    }
    said = zhenxing("give", "raise-issue", "title=演示-改", "--json", json.dumps(data), *TOWN)
    assert said.code == 0
    assert "演示-改" in zhenxing("stream", "supervision", f"issue-{issue}").out


def test_the_same_key_again_is_answered_as_before(zhenxing):
    key = uuid.uuid4().hex
    issue, _ = raised(zhenxing, "--key", key)
    _, again = raised(zhenxing, "--key", key, issue=issue)
    assert again.code == 0
    assert "given before" in again.out


def test_a_refusal_names_rule_clause_and_what_it_needs(zhenxing):
    fields = ("fund=city-special-2024", "project=no-such-project", "amount_fen=100")
    said = zhenxing("give", "allocate-funds", *fields, "--org", "finance", "--name", "演示-王五")
    assert said.code == 1
    for part in ("不符合规则", "Money follows projects", "rule: project-is-live", "RZ-2.2.c"):
        assert part in said.err
    assert "needs: project no-such-project" in said.err


def test_somebody_elses_command_is_refused_with_who_may(zhenxing):
    issue, _ = raised(zhenxing)
    said = zhenxing("give", "assign-issue", f"issue={issue}", "handler=housing", *TOWN)
    assert said.code == 1
    assert "市住房和城乡建设局" in said.err


def test_wrong_fields_are_told_one_by_one(zhenxing):
    said = zhenxing("give", "allocate-funds", "fund=f", "amount_fen=much", "colour=red", *FINANCE)
    assert said.code == 1
    assert "amount_fen: 须为整数" in said.err
    assert "colour: 没有这个字段 Unknown field." in said.err


def test_a_stale_version_is_a_conflict(zhenxing):
    issue, _ = raised(zhenxing)
    fields = (f"issue={issue}", "handler=housing")
    stale = zhenxing("give", "assign-issue", *fields, *HOUSING, "--if-match", "7")
    assert stale.code == 1
    assert "版本冲突" in stale.err
    assert zhenxing("give", "assign-issue", *fields, *HOUSING, "--if-match", "1").code == 0


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("give", "fly-to-the-moon", *HOUSING), "没有命令 fly-to-the-moon"),
        (("give", "raise-issue", "issue=x"), "--org"),
        (("give", "raise-issue", "issue", *TOWN), "Not a key=value: issue"),
        (("give", "raise-issue", "--json", "[", *TOWN), "--json"),
        (("give", "raise-issue", "--service", "nowhere", *TOWN), "no service nowhere"),
    ],
)
def test_what_cannot_be_given_is_explained(zhenxing, words, complaint):
    said = zhenxing(*words)
    assert said.code == 1
    assert complaint in said.err
    assert "Traceback" not in said.err


def test_without_a_command_all_are_listed(zhenxing):
    listed = zhenxing("give").out
    assert all(name in listed for name in ("admit-project", "pay", "allocate-land", "raise-issue"))


def test_events_can_be_chosen_by_position_and_type(zhenxing):
    everything = zhenxing("events", "projects", "--json").events()
    assert [e["position"] for e in everything] == list(range(1, len(everything) + 1))
    some = zhenxing("events", "projects", "--json", "--after", "100").events()
    assert some[: len(everything) - 100] == everything[100:]  # more may have come meanwhile
    admitted = zhenxing("events", "projects", "--json", "--type", "ProjectAdmitted").events()
    known = [e for e in everything if e["type"] == "ProjectAdmitted"]
    assert known and admitted[: len(known)] == known
    assert {e["type"] for e in admitted} == {"ProjectAdmitted"}
    assert "ProjectAdmitted" in zhenxing("events", "projects").out


def test_following_shows_what_comes(up: Up, zhenxing):
    command = [*ZHENXING, "events", "supervision", "--follow", "--json", "--type", "IssueRaised"]
    output = up.home.parent / "followed.out"
    with output.open("wb") as out:
        follower = subprocess.Popen(command, cwd=ROOT, env=up.env, stdout=out, stderr=out)

    def shows(text: str) -> bool:
        assert text in output.read_text()
        if follower.poll() is not None:
            raise RuntimeError(output.read_text())
        return True

    try:
        eventually(lambda: shows("following what comes after position"), "it to follow")
        issues = [raised(zhenxing)[0] for _ in range(LAST + 2)]
        for issue in issues:
            eventually(lambda id=issue: shows(f"issue-{id}"), "the event to be followed")
    finally:
        os.kill(follower.pid, signal.SIGINT)
        assert follower.wait(PATIENCE_SECONDS) == 0
    assert "Traceback" not in output.read_text()


def test_a_stream_of_many_pages_is_shown_whole(zhenxing, monkeypatch):
    whole = zhenxing("stream", "projects", "project-chaohe-potato").out
    monkeypatch.setattr(history, "PAGE", 2)
    assert zhenxing("stream", "projects", "project-chaohe-potato").out == whole


def test_a_stream_tells_who_did_what_on_which_basis_and_how_it_stood(zhenxing):
    now = zhenxing("stream", "projects", "project-chaohe-potato")
    assert now.code == 0
    assert "申报入库" in now.out
    assert "RZ-2.1.a" in now.out
    assert "潮河镇" in now.out
    assert "出库" in now.out
    then = zhenxing("stream", "projects", "project-chaohe-potato", "--as-of", "1")
    assert "出库" not in then.out
    assert '"stage": "applied"' in then.out
    before = zhenxing("stream", "projects", "project-chaohe-potato", "--as-of", "2001-01-01")
    assert "It did not exist yet" in before.out
    assert "stage" not in before.out


def test_an_unknown_stream_or_a_time_that_is_none_is_told(zhenxing):
    missing = zhenxing("stream", "projects", "project-nowhere")
    assert (missing.code, "没有案卷" in missing.err) == (1, True)
    wrong = zhenxing("stream", "projects", "project-chaohe-potato", "--as-of", "yesterday")
    assert (wrong.code, "as_of" in wrong.err) == (1, True)


def test_status_shows_every_subscription_running(zhenxing):
    told = zhenxing("status")
    assert told.code == 0
    for part in ("reactions:projects", "views:projects", "relay", "running", "督导"):
        assert part in told.out
    assert "stopped" not in told.out


def test_status_shows_the_rest_when_a_service_is_away(up: Up, zhenxing, monkeypatch):
    # Behind the last service nothing listens: seen from one port further, one is away.
    monkeypatch.setenv("ZHENXING_PORT", str(up.port + 1))
    told = zhenxing("status")
    assert told.code == 1
    assert "supervision 服务" in told.err
    assert "nothing listens there" in told.err


def test_verify_finds_all_logs_whole_and_borne_out_by_the_others(zhenxing):
    told = zhenxing("verify", "--witness")
    assert told.code == 0
    assert told.out.count("records are whole") == len(services())
    assert "finance 见到位置" in told.out
    assert zhenxing("verify", "land").out.count("records are whole") == 1


def test_an_unknown_service_is_told(zhenxing):
    for words in (("verify", "nowhere"), ("events", "nowhere"), ("stream", "nowhere", "x")):
        said = zhenxing(*words)
        assert (said.code, "no service nowhere" in said.err) == (1, True)


def test_a_view_is_rebuilt_to_the_same_rows(zhenxing):
    done = zhenxing("rebuild", "finance", "fund-ledger")
    assert (done.code, "identical" in done.out) == (0, True)
    missing = zhenxing("rebuild", "finance", "no-such-view")
    assert (missing.code, "没有" in missing.err) == (1, True)


def test_a_chain_is_told_over_all_services(up: Up, zhenxing) -> None:
    admitted = zhenxing("events", "projects", "--json", "--type", "ProjectAdmitted").events()
    chain = admitted[0]["meta"]["correlation"]
    said = zhenxing("trace", chain)
    assert said.code == 0, said.err
    first, *rest = said.out.splitlines()
    assert " projects admit-project " in first
    for service in ("finance", "land"):
        assert any(f" s {service} " in line for line in rest), said.out
    assert zhenxing("trace", "0af76519-16cd-43dd-8448-eb211c80319c").code == 1
