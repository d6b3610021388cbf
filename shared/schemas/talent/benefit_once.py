"""待遇占用 (RZ-2.5.e): that a person has had the benefit of a policy, in whichever town."""

from shared.schemas.events import event
from shared.schemas.kinds import Identifier, PersonId, TownId

CLAUSE = "RZ-2.5.e"


@event("talent", clause=CLAUSE, title="登记已享受待遇")
class BenefitTaken:
    benefit: Identifier
    person: PersonId
    benefit_policy: Identifier
    town: TownId


Event = BenefitTaken
