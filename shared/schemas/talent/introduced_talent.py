"""引进人才 (RZ-2.5.e, f): who was won for a pilot town, verified, and what he is granted.

A benefit is granted once a person and policy, in whichever town.
"""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    CountyId,
    Days,
    DocumentRef,
    Fen,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    PersonalName,
    PersonalText,
    PersonId,
    Reason,
    TownId,
    titled,
)
from shared.schemas.known import known
from shared.schemas.words import words

OF_PUBLICITY = known(
    "introduced-talent", by="talent", field="amount_fen", alike=("benefit_policy",)
)
SHORTAGE, RURAL = "RZ-2.5.e", "RZ-2.5.f"

TalentKind = Annotated[
    Literal["shortage", "rural"],
    words("人才类别", shortage="急需紧缺人才", rural="乡村特色专业人才"),
]


@command_data
class IntroduceTalent:
    """Somebody in short supply: the `item` of a list, or the document of a 一事一议."""

    talent: Identifier
    town: TownId
    person: PersonId
    name: PersonalName
    background: PersonalText
    arrived_on: date
    shortage_list: Identifier | None = None
    item: Identifier | None = None
    special_document: DocumentRef | None = None


MADE = frozenset(
    {
        "talent", "town", "person", "arrived_on", "county", "introduced_on", "verify_working_days",
    }
)  # fmt: skip
INTRODUCED = MADE | {"shortage_list", "item", "special_document"}


@event(
    "talent", clause=SHORTAGE, title="引进急需紧缺人才", restricted=True, public_fields=INTRODUCED
)
class TalentIntroduced(IntroduceTalent):
    county: CountyId
    introduced_on: date
    verify_working_days: Days


@command_data
class IntroduceSpecialist:
    """A rural specialist: a craft and a village, and no degree."""

    talent: Identifier
    town: TownId
    person: PersonId
    name: PersonalName
    background: PersonalText
    craft: Name
    village: Name = titled("村", kind="name")
    arrived_on: date


SPECIALIST = MADE | {"craft", "village"}


@event("talent", clause=RURAL, title="引进乡村特色人才", restricted=True, public_fields=SPECIALIST)
class SpecialistIntroduced(IntroduceSpecialist):
    county: CountyId
    introduced_on: date
    verify_working_days: Days


@command_data
class VerifyTalent:
    talent: Identifier
    holds: Flag
    document: DocumentRef


@event("talent", clause=SHORTAGE, title="核实人才")
class TalentVerified(VerifyTalent):
    town: TownId
    verified_on: date


@command_data
class PubliciseBenefit:
    """`benefit_policy` is the policy whose benefit is meant."""

    talent: Identifier
    benefit_policy: Identifier
    amount_fen: Fen
    basis: Name


@event("talent", clause=SHORTAGE, title="人才待遇公示")
class BenefitPublicised(PubliciseBenefit):
    town: TownId
    publicised_on: date
    publicity_working_days: Days


@event("talent", clause=SHORTAGE, title="人才待遇公示期满")
class BenefitPublicityOver:
    talent: Identifier
    town: TownId
    benefit_policy: Identifier
    due_on: date


@command_data
class GrantBenefit:
    talent: Identifier
    benefit_policy: Identifier
    amount_fen: Fen = titled("金额（分）", known=OF_PUBLICITY)
    document: DocumentRef


@event("talent", clause=SHORTAGE, title="兑现人才待遇")
class BenefitGranted(GrantBenefit):
    town: TownId
    county: CountyId
    granted_on: date


@command_data
class StopBenefit:
    talent: Identifier
    benefit_policy: Identifier
    reason: Reason
    document: DocumentRef


@event("talent", clause=SHORTAGE, title="停发人才待遇")
class BenefitStopped(StopBenefit):
    town: TownId
    stopped_on: date


@command_data
class RecoverBenefit:
    talent: Identifier
    benefit_policy: Identifier
    amount_fen: Fen
    document: DocumentRef


@event("talent", clause=SHORTAGE, title="追回人才待遇")
class BenefitRecovered(RecoverBenefit):
    town: TownId
    recovered_on: date


@command_data
class EndEngagement:
    talent: Identifier
    ended_on: date


@event("talent", clause=SHORTAGE, title="人才离开")
class EngagementEnded(EndEngagement):
    town: TownId


@event("talent", clause=SHORTAGE, title="人才核实逾期")
class TalentVerificationOverdue:
    talent: Identifier
    town: TownId
    organisation: OrganisationId
    due_on: date
    name: Name | None = titled("人才名称", None)


@command_data
class ClearIntroducedTalentFlag:
    talent: Identifier
    key: Identifier
    issue: Identifier


@event("talent", clause="RZ-3.3.c", title="解除引进人才预警")
class IntroducedTalentFlagCleared(ClearIntroducedTalentFlag):
    """The issue that its lateness raised was resolved."""

    town: TownId


Event = (
    TalentIntroduced
    | SpecialistIntroduced
    | TalentVerified
    | BenefitPublicised
    | BenefitPublicityOver
    | BenefitGranted
    | BenefitStopped
    | BenefitRecovered
    | EngagementEnded
    | TalentVerificationOverdue
    | IntroducedTalentFlagCleared
)
