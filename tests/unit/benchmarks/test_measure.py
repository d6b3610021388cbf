"""What a line of the benchmarks says."""

from tests.benchmarks.measure import Figure, compared


def test_the_ratio_is_the_median_within_pairs_and_the_sides_are_medians() -> None:
    figure = compared("append", [(10, 50), (20, 80), (1, 9)], "events/s", must=4.5)
    assert (figure.ratio, figure.ours, figure.peer) == (5, "50 events/s", "10 events/s")
    assert (figure.shown, figure.bound(figure.must), figure.verdict) == ("5.0×", "≥ 4.5×", "met")


def test_what_costs_must_stay_below_its_bound_and_what_yields_above_it() -> None:
    cost = compared("latency", [(10.0, 13.0)], "ms", must=2, dream=1.3, at_most=True)
    assert (cost.shown, cost.bound(cost.must), cost.verdict) == ("1.30×", "≤ 2×", "dream")
    share = compared("knee", [(200.0, 70.0)], "commands/s", must=0.4, dream=0.7, percent=True)
    assert (share.shown, share.bound(share.dream), share.verdict) == ("35%", "≥ 70%", "missed")


def test_what_nothing_is_asked_of_is_only_reported() -> None:
    figure = Figure("csv", "2.00 s", "0.50 s", 4.0)
    assert (figure.met, figure.verdict, figure.bound(figure.must)) == (None, "", "")
