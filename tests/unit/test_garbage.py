"""When a process of services looks for garbage."""

import gc

from shared.runtime.garbage import collect_nothing_yet, leave_alone_what_stays


def test_nothing_is_collected_until_services_have_begun_and_what_is_there_by_then_is_left_alone():
    held = gc.get_freeze_count()
    made = [[n] for n in range(100)]
    collect_nothing_yet()
    try:
        assert not gc.isenabled()
    finally:
        leave_alone_what_stays()
    assert gc.isenabled()
    assert gc.get_freeze_count() > held
    assert not any(known is made for known in gc.get_objects())
