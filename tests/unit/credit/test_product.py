"""RZ-2.4.c: products are registered, not approved; their use is reported by town."""

from dataclasses import replace
from datetime import date

from services.credit.domain import product as rules
from services.credit.domain.institution import INSTITUTION
from services.credit.domain.organisations import INSTITUTION_ACTS_FOR_ITSELF
from services.credit.domain.product import PRODUCT
from shared.kernel.aggregate import viewer
from shared.kernel.aggregate.seeing import StreamSight
from shared.policy.loader import registry
from shared.schemas.credit import product as products
from tests.given import Given, given
from tests.unit.credit.demands import CITY, IS_RURAL, RURAL, TODAY

REGISTER = products.RegisterProduct(
    "t-1", institution=RURAL, name="演示-茶农贷", kind="credit", terms="茶农，信用"
)
REGISTERED = products.ProductRegistered.of(REGISTER, registered_on=TODAY, entered_by=RURAL)
USE = products.ReportProductUse(
    "t-1", town="jufeng", as_of=date(2024, 2, 29), customers=12, amount_fen=3_000_000
)
USED = products.ProductUseReported.of(USE, institution=RURAL, pilot=True, entered_by=RURAL)
RETIRE = products.RetireProduct("t-1", reason="产品升级")
RETIRED = products.ProductRetired.of(RETIRE, retired_on=TODAY)


def product(*events: object) -> Given:
    return given(PRODUCT, "t-1", *events).and_given(INSTITUTION, RURAL, IS_RURAL)


def test_an_institution_registers_its_product_and_reports_its_use() -> None:
    product().when(REGISTER, by=RURAL).then(REGISTERED)
    product().when(REGISTER, by=CITY).refused(INSTITUTION_ACTS_FOR_ITSELF)
    product(REGISTERED).when(USE, by=RURAL).then(USED)
    nowhere = replace(USE, town="atlantis")
    product(REGISTERED).when(nowhere, by=RURAL).refused(rules.TOWN_OF_THE_USE)


def test_sums_are_newer_and_never_less() -> None:
    later = replace(USE, as_of=TODAY)
    assert not product(REGISTERED, USED).when(later, by=RURAL).refusal
    for wrong in (USE, replace(later, customers=11), replace(later, as_of=date(2024, 3, 2))):
        product(REGISTERED, USED).when(wrong, by=RURAL).refused(rules.USE_ADDS_UP)


def test_a_retired_product_is_reported_no_more() -> None:
    product(REGISTERED).when(RETIRE, by=RURAL).then(RETIRED)
    product(REGISTERED, RETIRED).when(USE, by=RURAL).refused(rules.PRODUCT_IS_OFFERED)


def test_the_product_is_public_its_use_is_the_institutions() -> None:
    state = product(REGISTERED, USED).state

    def reads(who: str, event: object) -> bool:
        sight = StreamSight(PRODUCT, "t-1", state, viewer(who, registry()), registry(), "")
        return sight.sees(event)

    assert reads("jufeng", REGISTERED) and reads(CITY, REGISTERED)
    assert [w for w in (RURAL, CITY, "pboc", "local-finance", "jufeng") if reads(w, USED)] == [
        RURAL, "pboc", "local-finance",
    ]  # fmt: skip
