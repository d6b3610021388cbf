"""A service knows every event of what it follows, in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

from shared.runtime.parts import Follow, declaration, service_class
from shared.runtime.running import RunningService
from shared.runtime.settings import SERVICES, embedded
from shared.schemas.events import events_of

KNOWN = """
import sys
from shared.runtime.parts import service_class
from shared.schemas.events import event_type
service_class(sys.argv[1])
for name in sys.argv[2:]:
    event_type(name)
"""


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_alone_knows_every_event_that_may_reach_it(service: str) -> None:
    followed = {
        follow.source
        for follow in vars(service_class(service)).values()
        if isinstance(follow, Follow)
    }
    for name in SERVICES:
        service_class(name)
    events = sorted(known.data.__name__ for name in followed for known in events_of(name))
    done = subprocess.run(
        [sys.executable, "-c", KNOWN, service, *events], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_reactions_are_told_of_a_message_before_views(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHENXING_HOME", str(tmp_path))
    service = RunningService(declaration(service_class("supervision")), embedded())
    names = {s.source: s.name for s in service.subscriptions}
    told = [names[remote_log] for remote_log in service.elsewhere.remote_logs["projects"]]
    service.stop()
    assert told == ["reactions:projects", "views:projects"]
