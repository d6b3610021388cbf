"""What the register of people remembers of other services' erasures, and what they do with it."""

from services.people.domain.erasure import ERASURE
from services.people.reactions.talent import erasure_is_noted
from services.people.views.erasures import Erasures
from services.talent.reactions.people import restored_person_is_erased_again
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.people.erasure import ErasureNoted, NoteErasure
from shared.schemas.platform import PersonErased
from shared.schemas.talent.person_erasure import RepeatErasure
from tests.given import given
from tests.rows import about, rows

ERASED = PersonErased("p-2024-1", ground="unlawful", document="申请1号")
NOTE = NoteErasure(
    "talent-p-2024-1", service="talent", erased="p-2024-1", ground="unlawful", document="申请1号"
)
NOTED = ErasureNoted.of(NOTE)


def test_an_erasure_is_noted_once_and_by_nobody_but_the_system():
    assert list(erasure_is_noted(ERASED, about(ERASED))) == [NOTE]
    new = given(ERASURE, "talent-p-2024-1")
    new.when(NOTE, by="system", person="system").then(NOTED)
    new.when(NOTE, by="organization").not_permitted()
    again = given(ERASURE, "talent-p-2024-1", NOTED).when(NOTE, by="system", person="system")
    again.refused(NOTHING_CHANGES)
    (row,) = rows(Erasures, NOTED).values()
    assert (row.erased, row.ground, row.document) == ("p-2024-1", "unlawful", "申请1号")


def test_a_service_is_told_of_its_own_erasures_alone():
    again = RepeatErasure("p-2024-1", ground="unlawful", document="申请1号")
    assert list(restored_person_is_erased_again(NOTED, about(ERASED))) == [again]
    of_another = ErasureNoted("x", service="cadre", erased="p-2024-1", ground="unlawful")
    assert not list(restored_person_is_erased_again(of_another, about(ERASED)))
