"""Who waits for a log to grow is woken by its growth, each in his turn."""

import subprocess
import sys
from pathlib import Path
from threading import Thread

from shared.kernel.log.log import FIRST, Watermark
from tests.eventually import PATIENCE_SECONDS, eventually

IN_GREEN = """
import eventlet
eventlet.monkey_patch()
import threading
from shared.kernel.log.log import FIRST, LAST, SECOND, Watermark

mark, woken = Watermark(), []

def waiting(name, turn):
    mark.wait(0, 30, turn)
    woken.append(name)

threads = [
    threading.Thread(target=waiting, args=waits)
    for waits in (("views", LAST), ("ledgers", LAST), ("heads", SECOND), ("relay", FIRST))
]
for thread in threads:
    thread.start()
eventlet.sleep(0)
mark.seen(1)
for thread in threads:
    thread.join()
print(*woken)
"""

SERVICE = """
import eventlet
eventlet.monkey_patch()
import sys
import threading
from pathlib import Path
from shared.runtime.declaration import Declaration
from shared.runtime.running import RunningService
from shared.runtime.settings import ServiceSettings, Settings

home, woken = Path(sys.argv[1]), []
own = ServiceSettings("shop", "127.0.0.1:1", f"sqlite:///{home}/shop.db", "memory://")
service = RunningService(
    Declaration("shop", "Shop", "housing"), Settings("embedded", {"shop": own}, identity=home)
)

def waiting(subscription):
    subscription.source.wait(0, 30)
    woken.append(subscription.name)

threads = [threading.Thread(target=waiting, args=(one,)) for one in service.subscriptions]
for thread in threads:
    thread.start()
eventlet.sleep(0)
service.log.watermark.seen(1)
for thread in threads:
    thread.join()
print(*woken)
"""


def test_whose_turn_is_first_goes_on_before_all_who_waited_earlier() -> None:
    done = subprocess.run([sys.executable, "-c", IN_GREEN], capture_output=True, text=True)
    assert done.stdout.split() == ["relay", "heads", "views", "ledgers"], done.stderr


def test_a_service_publishes_an_append_before_its_views_take_it(tmp_path: Path) -> None:
    asked = [sys.executable, "-c", SERVICE, str(tmp_path)]
    done = subprocess.run(asked, capture_output=True, text=True)
    assert done.stdout.split() == ["relay", "views"], done.stderr


def test_who_waits_for_what_has_come_does_not_wait() -> None:
    mark = Watermark()
    mark.seen(3)
    assert mark.wait(2, 3600) and mark.wait(2, 3600, FIRST)


def test_who_waits_is_told_when_his_time_is_over() -> None:
    mark = Watermark()
    assert not mark.wait(0, 0.001) and not mark.wait(0, 0.001, FIRST)


def test_who_is_woken_goes_on_as_if_his_time_were_over() -> None:
    mark, grown = Watermark(), list[bool]()
    waiting = Thread(target=lambda: grown.append(mark.wait(0, 3600)), daemon=True)
    waiting.start()
    eventually(lambda: mark.awaited(0.0), "somebody waits")
    mark.wake()
    waiting.join(PATIENCE_SECONDS)
    assert grown == [False]


def test_nobody_is_awaited_who_has_given_up() -> None:
    watermark = Watermark()
    assert not watermark.wait(1, 0.001)
    assert not watermark.awaited(0.0)
