"""For whom a group of appends is held back, and who is never made to wait."""

from shared.kernel.log.companions import APART, FEW, LONGEST, MISSED, SHARE, Companions

GROUP = 128
TOOK = 0.002
WAITED = TOOK * SHARE


def served(companions: Companions, count: int, waiting: int = 0) -> None:
    companions.served(count, waiting, TOOK, 0)


def come_too_late(companions: Companions, waiting: int) -> int:
    """The time is over with so many in the queue; how many go."""
    assert companions.complete(waiting, WAITED)
    return companions.take(waiting)


def test_who_appends_alone_is_never_held_back():
    companions = Companions(GROUP)
    for _ in range(3):
        assert companions.complete(1, 0)
        assert companions.take(1) == 1
        served(companions, 1)


def test_a_group_is_held_back_until_all_who_were_served_have_come_again():
    companions = Companions(GROUP)
    served(companions, 5, waiting=3)
    assert not companions.complete(7, 0)
    assert companions.complete(8, 0)
    assert companions.take(8) == 8


def test_nobody_is_waited_for_longer_than_a_share_of_what_the_last_group_took():
    companions = Companions(GROUP)
    served(companions, 8)
    assert companions.left(0) == WAITED
    assert not companions.complete(1, WAITED * 0.99)
    assert companions.complete(1, WAITED)
    assert companions.left(1) == 0


def test_a_store_that_hangs_for_once_holds_up_nobody():
    companions = Companions(GROUP)
    companions.served(8, 0, 60, 0)
    assert companions.complete(1, LONGEST)


def test_where_not_all_come_in_time_they_go_in_halves_without_being_held_back():
    companions = Companions(GROUP)
    served(companions, 64)
    assert come_too_late(companions, 20) == 20
    served(companions, 20, waiting=44)
    assert come_too_late(companions, 50) == 50
    served(companions, 50, waiting=14)
    assert companions.complete(32, 0)
    assert companions.take(32) == 32
    served(companions, 20, waiting=44)
    assert companions.complete(44, 0)
    assert companions.take(44) == 32
    served(companions, 32, waiting=32)
    assert not companions.complete(31, 0)
    assert companions.complete(32, 0)


def test_one_who_comes_late_for_once_does_not_part_the_others():
    companions = Companions(GROUP)
    served(companions, 8)
    assert come_too_late(companions, 7) == 7
    served(companions, 7, waiting=1)
    assert not companions.complete(4, 0)
    assert companions.take(8) == 8
    served(companions, 8)
    assert come_too_late(companions, 7) == 7
    served(companions, 7, waiting=1)
    assert not companions.complete(4, 0)


def test_after_some_groups_it_is_tried_again_whether_all_come():
    companions = Companions(GROUP)
    for _ in range(MISSED):
        served(companions, 8)
        come_too_late(companions, 4)
    for _ in range(APART - 1):
        served(companions, 4, waiting=4)
        assert companions.complete(4, 0)
    served(companions, 4, waiting=4)
    assert not companions.complete(7, 0)


def tries_in_vain(companions: Companions) -> int:
    """How many groups go in halves after such a try."""
    for _ in range(MISSED):
        served(companions, 8)
        come_too_late(companions, 4)
    groups = 0
    while companions.beside(8):
        served(companions, 4, waiting=4)
        groups += 1
    return groups


def test_it_is_tried_more_seldom_where_it_was_in_vain_until_all_come_once():
    companions = Companions(GROUP)
    assert [tries_in_vain(companions) for _ in range(4)] == [16, 32, 64, 64]
    served(companions, 8)
    assert companions.take(8) == 8
    assert tries_in_vain(companions) == APART


def test_only_where_they_go_in_halves_a_group_is_written_beside_another():
    companions = Companions(GROUP)
    served(companions, 8)
    assert not companions.beside(8)
    for _ in range(MISSED):
        come_too_late(companions, 4)
        served(companions, 4, waiting=4)
    assert companions.beside(4)
    assert not companions.beside(3)
    served(companions, 1, waiting=1)
    assert companions.beside(FEW)
    assert not companions.beside(FEW - 1)


def test_a_group_is_never_greater_than_its_bound():
    companions = Companions(3)
    served(companions, 3, waiting=6)
    assert companions.complete(3, 0)
    assert companions.take(9) == 3


def test_who_comes_after_all_have_been_killed_is_served():
    companions = Companions(GROUP)
    for _ in range(MISSED):
        served(companions, 8)
        come_too_late(companions, 4)
    served(companions, 0)
    assert companions.complete(1, 0)
    assert companions.take(1) == 1
