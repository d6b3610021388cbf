"""Threads that meet a type for the first time at the same moment all decode it."""

import subprocess
import sys

AT_ONCE = """
import sys, threading
import services.finance.service
from shared.schemas.codec import decode_as
from shared.schemas.events import events_of
import msgspec
sys.setswitchinterval(1e-6)
met = threading.Barrier(6)
def meet():
    for known in events_of("finance"):
        met.wait()
        try:
            decode_as(known.data, '{"attachments": [{}]}')
        except msgspec.ValidationError:
            pass
threads = [threading.Thread(target=meet) for _ in range(6)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


def test_threads_may_meet_a_type_at_the_same_moment() -> None:
    assert subprocess.run([sys.executable, "-c", AT_ONCE], check=False).returncode == 0
