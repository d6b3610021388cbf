"""A service knows every event of what it follows, in a process of its own."""

import subprocess
import sys

import pytest

from shared.runtime.parts import Follow, service_class
from shared.runtime.settings import SERVICES
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
