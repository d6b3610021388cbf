"""The erasure of what is kept of a person (个人信息保护法 §47)."""

from services.talent.domain.person import ERASED_ONCE, PERSON
from shared.schemas.platform import ErasePerson, PersonErased
from tests.given import given

ERASE = ErasePerson("p-2024-1", ground="consent-withdrawn")


def test_organization_has_a_person_erased_once() -> None:
    erased = PersonErased.of(ERASE)
    given(PERSON, "p-2024-1").when(ERASE, by="organization").then(erased)
    given(PERSON, "p-2024-1", erased).when(ERASE, by="organization").refused(ERASED_ONCE)


def test_nobody_else_does() -> None:
    given(PERSON, "p-2024-1").when(ERASE, by="taoluo").not_permitted()
