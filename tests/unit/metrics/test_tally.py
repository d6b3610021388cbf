"""A distribution counts each value once, under the first bound that holds it."""

import threading

from shared.kernel.tally import Tally


def test_a_value_counts_in_each_bucket_that_holds_it() -> None:
    tally = Tally(1, 2, 4)
    for value in (1, 2, 3, 9):
        tally.add(value)
    read = tally.read()
    assert (read.buckets, read.count, read.sum) == (((1, 1), (2, 2), (4, 3)), 4, 15)


def test_nothing_is_lost_where_threads_count_at_once() -> None:
    tally = Tally(0.5)
    threads = [
        threading.Thread(target=lambda: [tally.add(1) for _ in range(2_000)]) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert tally.read().count == 8_000
