"""`zhenxing load`: a file of dated commands, given at its own time."""

import json
import uuid

import pytest

pytestmark = [pytest.mark.timeout(900), pytest.mark.usefixtures("up")]

EARLY, LATE = "2026-06-01T09:00:00+08:00", "2026-06-02T09:00:00+08:00"


def raise_issue(issue: str, at: str = EARLY, org: str = "taoluo"):
    data = {
        "issue": issue,
        "town": "taoluo",
        "kind": "problem",
        "title": "演示",
        "description": "无",
    }
    return _line(at, "raise-issue", org, data)


def withdraw_issue(issue: str, at: str = LATE):
    return _line(at, "withdraw-issue", "taoluo", {"issue": issue, "reason": "演示-已解决"})


def _line(at, command, org, data):
    return {
        "at": at,
        "service": "supervision",
        "command": command,
        "org": org,
        "person": "演示-张三",
        "data": data,
    }


@pytest.fixture
def issue() -> str:
    return f"load-{uuid.uuid4().hex[:12]}"


@pytest.fixture
def programme(tmp_path, issue):
    """Writes a programme; its name is new, so that its keys are."""

    def write(*lines) -> str:
        file = tmp_path / f"{issue}.jsonl"
        texts = (x if isinstance(x, str) else json.dumps(x, ensure_ascii=False) for x in lines)
        file.write_text("\n".join(texts) + "\n", encoding="utf-8")
        return str(file)

    return write


def test_each_command_happens_at_its_own_time_and_a_repeat_does_nothing(zhenxing, programme, issue):
    file = programme(raise_issue(issue), withdraw_issue(issue))
    assert zhenxing("load", file).code == 0
    events = zhenxing("events", "supervision", "--json").events()
    ours = [e for e in events if e["stream"] == f"issue-{issue}"]
    assert [e["type"] for e in ours] == ["IssueRaised", "IssueWithdrawn"]
    assert [e["meta"]["effective"][:10] for e in ours] == ["2026-06-01", "2026-06-02"]
    assert zhenxing("load", file).code == 0
    after = zhenxing("events", "supervision", "--json").events()
    # What else comes meanwhile is of others: limits pass of what was raised in the demo's time.
    assert [e for e in after if e["stream"] == f"issue-{issue}"] == ours


def test_it_stops_at_the_first_refused_line_and_names_it(zhenxing, programme, issue):
    refused = raise_issue(f"{issue}-b", org="zhaoxian")
    file = programme(raise_issue(issue), refused, withdraw_issue(issue))
    said = zhenxing("load", file)
    assert said.code == 1
    assert "line 2 was refused" in said.err
    assert "无权办理" in said.err
    told = zhenxing("stream", "supervision", f"issue-{issue}").out
    assert "IssueRaised" in told
    assert "IssueWithdrawn" not in told


@pytest.mark.parametrize(
    ("second", "complaint"),
    [
        ("not json", "line 2: not JSON"),
        ({"at": LATE}, "line 2: exactly these fields"),
        (raise_issue("x", at="2026-06-02"), "line 2: `at` is an instant"),
        (raise_issue("x", at="2026-05-01T09:00:00+08:00"), "line 2: earlier"),
        ({**raise_issue("x"), "service": "nowhere"}, "line 2: no such service"),
    ],
)
def test_a_bad_line_is_named_before_anything_is_given(
    zhenxing, programme, issue, second, complaint
):
    said = zhenxing("load", programme(raise_issue(issue), second))
    assert (said.code, complaint in said.err) == (1, True)
    assert zhenxing("stream", "supervision", f"issue-{issue}").code == 1


def test_a_file_that_is_missing_or_empty_is_told(zhenxing, programme, tmp_path):
    assert "can't read" in zhenxing("load", str(tmp_path / "none.jsonl")).err
    assert "holds no commands" in zhenxing("load", programme("")).err


def test_services_that_are_away_are_told(zhenxing, programme, issue, monkeypatch):
    monkeypatch.setenv("ZHENXING_PORT", "1")
    said = zhenxing("load", programme(raise_issue(issue)))
    assert (said.code, "can't be reached" in said.err) == (1, True)
