"""The lender, and the company whose capacity a guarantee takes (RZ-2.4.e)."""

from services.credit.domain.guarantee import rules
from services.credit.domain.guarantee.state import GuaranteeBusiness
from services.credit.domain.guarantee_capacity import GuaranteeCapacity
from services.credit.domain.organisations import GUARANTEE, LOCAL_FINANCE
from shared.kernel.aggregate import Context, Events, elsewhere, refuse
from shared.schemas.credit import guarantee_capacity as capacities


def require_lender(institution: str, context: Context) -> None:
    """Refuse a bank that acts for another's loan; the company and local-finance enter for it."""
    if context.actor.organisation not in (institution, LOCAL_FINANCE.id, GUARANTEE.id):
        refuse(rules.LENDER_RECORDS, institution=institution)


def free_capacity(business: GuaranteeBusiness, guarantee: str) -> Events:
    """What the company had set aside for it, which the command guards; nothing if it had not."""
    if business.approved is None:
        return []
    freed = capacities.GuaranteeCapacityFreed(business.company, guarantee=guarantee)
    return elsewhere(GuaranteeCapacity, business.company, [freed])
