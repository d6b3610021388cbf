"""Who waits for a log to grow is woken by its growth, some before others."""

import subprocess
import sys

from shared.kernel.log.log import Watermark

IN_GREEN = """
import eventlet
eventlet.monkey_patch()
import threading
from shared.kernel.log.log import Watermark

mark, woken = Watermark(), []

def waiting(name, first):
    mark.wait(0, 30, first=first)
    woken.append(name)

threads = [
    threading.Thread(target=waiting, args=(name, name == "relay"))
    for name in ("views", "ledgers", "relay")
]
for thread in threads:
    thread.start()
eventlet.sleep(0)
mark.seen(1)
for thread in threads:
    thread.join()
print(*woken)
"""


def test_who_waits_first_goes_on_before_all_who_waited_earlier() -> None:
    done = subprocess.run([sys.executable, "-c", IN_GREEN], capture_output=True, text=True)
    assert done.stdout.split() == ["relay", "views", "ledgers"], done.stderr


def test_who_waits_for_what_has_come_does_not_wait() -> None:
    mark = Watermark()
    mark.seen(3)
    assert mark.wait(2, 3600) and mark.wait(2, 3600, first=True)


def test_who_waits_is_told_when_his_time_is_over() -> None:
    mark = Watermark()
    assert not mark.wait(0, 0.001) and not mark.wait(0, 0.001, first=True)
