"""RZ-3.2.a: under any sequence and two writers a town gets no more posts than were decided, once each,
and those of organs and of institutions stay apart."""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import invariant

from services.talent.domain.establishment_request import ESTABLISHMENT_REQUEST
from services.talent.domain.strength import STRENGTH
from shared.schemas.talent import establishment_request as requests
from shared.schemas.talent.strength import RecordStrength
from tests.effort import tries
from tests.unit.talent.test_establishment_request import (
    APPROVE,
    ARGUE,
    ASK,
    DECIDE,
    FINANCE,
    FORWARD,
    OPINION,
    STAFFING,
)
from tests.unit.two_writers import NOW, Asked, TwoWriters

KINDS = {"r-1": "institution", "r-2": "institution", "r-3": "administrative"}
HAD = {"institution": 40, "administrative": 30}


class Posts(TwoWriters):
    service = "talent"
    aggregates = (ESTABLISHMENT_REQUEST, STRENGTH)

    def beginning(self) -> list[Asked]:
        asks = [
            ASK, replace(ASK, request="r-2"),
            replace(ASK, request="r-3", administrative=3, institution=0, route="from-above"),
        ]  # fmt: skip
        known = [
            RecordStrength("taoluo", posts=kind, as_of=NOW.date(), approved=had, actual=had)
            for kind, had in (("institution", 40), ("administrative", 30))
        ]
        ready = [
            one
            for id in KINDS
            for one in (
                Asked(replace(ARGUE, request=id), STAFFING),
                Asked(replace(OPINION, request=id), FINANCE),
            )
        ]
        return [
            *(Asked(data, STAFFING) for data in known), *(Asked(a, "taoluo") for a in asks), *ready
        ]  # fmt: skip

    def commands(self) -> st.SearchStrategy[Asked]:
        """The next steps, of one request or another, with any number of posts."""
        request, number = st.sampled_from(sorted(KINDS)), st.integers(1, 4)
        by = st.sampled_from([STAFFING, "staffing"])
        implement = requests.ImplementPosts("r-1", document="演示-落1号")
        refuse = requests.RefusePosts("r-1", reason="总额不足")
        return st.one_of(
            st.builds(
                lambda r, n: Asked(replace(DECIDE, request=r, number=n, available=3), STAFFING),
                request, number,
            ),
            st.builds(lambda r: Asked(replace(FORWARD, request=r), STAFFING), request),
            st.builds(
                lambda r, n, b: Asked(replace(APPROVE, request=r, number=n), b), request, number, by
            ),
            st.builds(lambda r: Asked(replace(implement, request=r), STAFFING), request),
            st.builds(lambda r: Asked(replace(implement, request=r), STAFFING), request),
            st.builds(lambda r: Asked(replace(refuse, request=r), STAFFING), request),
        )  # fmt: skip

    @invariant()
    def approved_within_decided_within_asked(self) -> None:
        for id in KINDS:
            state = self.state(ESTABLISHMENT_REQUEST, id)
            decided = state.commission.number if state.commission else 0
            approved = state.approved.number if state.approved else 0
            assert approved <= decided <= state.number == 3

    @invariant()
    def the_towns_posts_are_what_it_had_and_what_was_implemented_kind_by_kind(self) -> None:
        implemented = self.of(requests.PostsImplemented)
        assert len({one.request for one in implemented}) == len(implemented)
        assert all(one.kind == KINDS[one.request] for one in implemented)
        records = self.state(STRENGTH, "taoluo").records
        for kind, had in HAD.items():
            more = sum(one.number for one in implemented if one.kind == kind)
            assert kind not in records or records[kind].approved == had + more


TestPosts = Posts.TestCase
TestPosts.settings = tries(15, steps=15)
