"""RZ-3.2.b: under any sequence and two writers no more are excellent than the ratio in force allows."""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import invariant

from services.talent.domain.appraisal_quota.limits import deadlines
from services.talent.domain.appraisal_quota.state import APPRAISAL_QUOTA
from shared.kernel.aggregate import DeadlinePassed
from shared.schemas.talent import appraisal_quota as quotas
from tests.effort import tries
from tests.unit.talent.test_appraisal_quota import APPROVE, ASK, ID, RECORD, SHOW
from tests.unit.two_writers import NOW, Asked, TwoWriters

BASE, CEILING = 20, 25
COUNTY = "donggang-organization"


class Quota(TwoWriters):
    service = "talent"
    aggregates = (APPRAISAL_QUOTA,)

    def commands(self) -> st.SearchStrategy[Asked]:
        percent, excellent = st.integers(21, 25), st.integers(8, 13)
        passed = [
            Asked(
                DeadlinePassed(ID, key=d.key, due_on=NOW.date()), "system",
                category="appraisal-quota",
            )
            for d in deadlines(self.state(APPRAISAL_QUOTA, ID))
        ]  # fmt: skip
        refused = Asked(quotas.RefuseRatio(ID, reason="名额不足"), COUNTY)
        return st.one_of(
            st.builds(lambda p: Asked(replace(ASK, percent=p), "taoluo"), percent),
            st.builds(lambda p: Asked(replace(APPROVE, percent=p), COUNTY), percent),
            st.builds(lambda n: Asked(replace(SHOW, excellent=n), "taoluo"), excellent),
            st.builds(lambda n: Asked(replace(RECORD, excellent=n), "taoluo"), excellent),
            st.sampled_from([refused, *passed * 3]),
        )

    @invariant()
    def a_ratio_is_within_what_was_asked_for_and_the_ceiling(self) -> None:
        asked = 0
        for event in self.of(quotas.RatioRequested, quotas.RatioApproved):
            if isinstance(event, quotas.RatioApproved):
                assert BASE < event.percent <= asked <= CEILING
            else:
                asked = event.percent

    @invariant()
    def no_more_are_excellent_than_the_ratio_in_force_allows(self) -> None:
        percent, shown = BASE, 0
        for event in self.log:
            match event:
                case quotas.RatioApproved():
                    percent = event.percent
                case quotas.AppraisalPublicised():
                    shown = event.excellent
                    assert shown * 100 <= event.headcount * percent
                case quotas.AppraisalRecorded():
                    assert event.excellent <= shown <= event.allowed
        assert len(self.of(quotas.AppraisalRecorded)) <= 1


TestQuota = Quota.TestCase
TestQuota.settings = tries(15, steps=15)
