"""对口专家库 (RZ-2.5.g): who may be asked, in which fields, until when.

A pool is one stream, for a draw is made among all who are in it. Names are sealed; an expert's number
in the pool says nothing of who he is.
"""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    DocumentRef,
    Identifier,
    OrganisationId,
    PersonalName,
    PersonalText,
    PersonId,
)
from shared.schemas.talent.stages import TalentField
from shared.schemas.words import called, words

CLAUSE = "RZ-2.5.g"

PoolId = Annotated[str, called(Identifier, "专家库", {"rizhao": "日照市对口专家库"})]
"""Of an open list: the city keeps one, and whoever opens another says how it is called."""
ServiceMode = Annotated[
    Literal["rehired", "volunteer"], words("服务方式", rehired="返聘", volunteer="志愿服务")
]
RemovalReason = Annotated[
    Literal["own-wish", "inactive", "conduct", "expired"],
    words(
        "出库原因",
        {"own-wish": "本人申请"},
        inactive="长期不履职",
        conduct="违反规定",
        expired="聘期届满",
    ),
]


@command_data
class AdmitExpert:
    """`unit` is where the expert works or worked, if it is of the registry: it excludes him from
    its own matters."""

    pool: PoolId
    expert: Identifier
    person: PersonId
    name: PersonalName
    background: PersonalText
    fields: tuple[TalentField, ...]
    mode: ServiceMode
    since: date
    until: date
    document: DocumentRef
    unit: OrganisationId | None = None


ADMITTED = frozenset(
    {"pool", "expert", "person", "fields", "mode", "since", "until", "document", "unit"}
)


@event("talent", clause=CLAUSE, title="专家入库", restricted=True, public_fields=ADMITTED)
class ExpertAdmitted(AdmitExpert):
    """As it was decided."""


@command_data
class RenewExpert:
    pool: PoolId
    expert: Identifier
    until: date
    document: DocumentRef


@event("talent", clause=CLAUSE, title="专家续聘")
class ExpertRenewed(RenewExpert):
    previous_until: date


@command_data
class RemoveExpert:
    pool: PoolId
    expert: Identifier
    removal: RemovalReason
    removed_on: date
    document: DocumentRef | None = None


@event("talent", clause=CLAUSE, title="专家出库")
class ExpertRemoved(RemoveExpert):
    """Who is drawn already stays with his matter."""


@event("talent", clause=CLAUSE, title="专家领域缺员")
class FieldUncovered:
    """A field that the policy names has nobody in the pool any more."""

    pool: PoolId
    field: TalentField
    since: date


@event("talent", clause=CLAUSE, title="专家聘期届满")
class ExpertTermOver:
    pool: PoolId
    expert: Identifier
    due_on: date


Event = ExpertAdmitted | ExpertRenewed | ExpertRemoved | FieldUncovered | ExpertTermOver
