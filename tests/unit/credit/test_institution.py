"""RZ-2.4.a: the institutions that serve the towns, registered, changed, closed."""

from dataclasses import replace

from services.credit.domain import institution as rules
from services.credit.domain.institution import INSTITUTION
from shared.schemas.credit import institution as institutions
from tests.given import given
from tests.unit.credit.demands import IS_RURAL, REGISTER, RURAL, TODAY

CHANGE = institutions.ChangeInstitution(
    RURAL, name="演示-农商行", kind="rural-bank", group="local", reason="更名"
)
CLOSE = institutions.CloseInstitution(RURAL, reason="撤销")


def test_local_finance_registers_an_institution_that_signs_in_as_itself() -> None:
    given(INSTITUTION, RURAL).when(REGISTER, by="local-finance").then(IS_RURAL)
    given(INSTITUTION, RURAL).when(REGISTER, by=RURAL).not_permitted()


def test_one_that_is_no_organisation_here_has_not_joined() -> None:
    other = replace(REGISTER, institution="institution-2024-1")
    [event] = given(INSTITUTION, other.institution).when(other, by="local-finance").events
    assert isinstance(event, institutions.InstitutionRegistered) and not event.joined


def test_the_guarantee_company_keeps_its_own_id_and_no_department_is_an_institution() -> None:
    company = replace(REGISTER, institution="guarantee", kind="guarantee", group="guarantee")
    assert not given(INSTITUTION, "guarantee").when(company, by="local-finance").refusal
    bureau = replace(REGISTER, institution="finance")
    given(INSTITUTION, "finance").when(bureau, by="local-finance").refused(
        rules.INSTITUTION_IS_NUMBERED
    )


def test_a_credit_code_has_eighteen_characters() -> None:
    short = replace(REGISTER, credit_code="913711")
    given(INSTITUTION, RURAL).when(short, by="local-finance").refused(rules.CREDIT_CODE_IS_WHOLE)


def test_an_institution_changes_its_name_and_closes_once() -> None:
    changed = institutions.InstitutionChanged.of(CHANGE, joined=True, changed_on=TODAY)
    given(INSTITUTION, RURAL, IS_RURAL).when(CHANGE, by="local-finance").then(changed)
    closed = institutions.InstitutionClosed.of(CLOSE, closed_on=TODAY)
    given(INSTITUTION, RURAL, IS_RURAL).when(CLOSE, by="local-finance").then(closed)
    for again in (CHANGE, CLOSE):
        given(INSTITUTION, RURAL, IS_RURAL, closed).when(again, by="local-finance").refused(
            rules.INSTITUTION_IS_OPEN
        )
