"""What is asked again of the very same is not computed again; what only looks the same is."""

from shared.kernel.views.last_asked import last_asked


def test_it_is_computed_once_for_the_same_and_anew_for_what_is_only_equal() -> None:
    computed: list[tuple[list[int], str]] = []

    @last_asked
    def told(event: list[int], meta: str) -> int:
        computed.append((event, meta))
        return len(computed)

    event, another = [1], [1]
    assert [told(event, "a"), told(event, "a")] == [1, 1]
    assert told(another, "a") == 2  # its equal was asked of
    assert told(another, "b") == 3
    assert told(event, "a") == 4  # only the last is remembered
