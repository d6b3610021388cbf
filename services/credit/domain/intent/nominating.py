"""A town nominates what a letter of intent is to be used for, and by whom (RZ-2.4.f, 预算法§35)."""

from services.credit.domain.intent import rules
from services.credit.domain.intent.state import CLAUSE, INTENT, Intent, Use, in_force
from services.credit.domain.library_project import LIBRARY_PROJECT, LibraryProject
from services.credit.domain.organisations import GUIDES
from shared.kernel.aggregate import COUNTY, TOWN, Context, Events, guard, pick, refuse
from shared.policy.registry import Registry
from shared.schemas.credit import intent as intents
from shared.schemas.text import same_name

GOVERNMENT_ORGANS = ("11", "12", "13")
"""How the credit code of an organ, or of an institution of the state, begins."""


def require_nominated(
    intent: Intent, cmd: intents.WithdrawUse | intents.RecordIntentApproval, _: Context
) -> Use:
    """A use that no credit was approved for."""
    use = intent.uses.get(cmd.use)
    if use is None or use.approved_fen is not None:
        refuse(rules.USE_IS_NOMINATED, use=cmd.use)
    return use


def _require_own_project(_: Intent, cmd: intents.NominateUse, context: Context) -> None:
    project = context.guard(LibraryProject, cmd.project)
    if not project.live or project.town != cmd.town:
        refuse(rules.INTENT_FOR_LIBRARY_PROJECT, project=cmd.project)


@INTENT.command(
    title="提名意向性融资用途",
    clause=CLAUSE,
    by=[TOWN, COUNTY, *GUIDES],
    guards=[guard(LIBRARY_PROJECT)],
    when=[in_force],
    picks=[pick("project", _require_own_project)],
)
def nominate_use(intent: Intent, cmd: intents.NominateUse, context: Context) -> Events:
    if cmd.town not in intent.towns:
        refuse(rules.INTENT_SERVES_THE_TOWN, towns="、".join(intent.towns))
    _require_own_project(intent, cmd, context)
    require_enterprise(cmd, context.registry)
    if cmd.repayment != "own-revenue" or cmd.government_promise:
        refuse(rules.REPAID_FROM_OWN_REVENUE)
    if cmd.use in intent.known:
        refuse(rules.USE_IS_NEW, use=cmd.use)
    left = intent.intended_fen - intent.nominated_fen
    if cmd.amount_fen > left:
        refuse(rules.NOMINATED_WITHIN_INTENDED, left=left)
    yield intents.UseNominated.of(
        cmd, institution=intent.institution, nominated_by=context.actor.organisation,
        nominated_on=context.today,
    )  # fmt: skip


@INTENT.command(
    title="撤回意向性融资用途",
    clause=CLAUSE,
    by=[TOWN, COUNTY, *GUIDES],
    picks=[pick("use", require_nominated)],
)
def withdraw_use(intent: Intent, cmd: intents.WithdrawUse, context: Context) -> Events:
    if require_nominated(intent, cmd, context).town != cmd.town:
        refuse(rules.USE_IS_NOMINATED, use=cmd.use)
    yield intents.UseWithdrawn.of(cmd, withdrawn_on=context.today)


def require_enterprise(cmd: intents.NominateUse, registry: Registry) -> None:
    """Refuse a government body as borrower: by its kind, its credit code, or its name."""
    names = {
        same_name(known.name)
        for every in registry.organisations.values()
        for known in every
        if known.kind == "department"
    }
    names |= {same_name(place.name) for place in registry.towns.values()}
    names |= {same_name(place.name) for place in registry.counties.values()}
    if (
        cmd.borrower_kind == "government"
        or cmd.credit_code.startswith(GOVERNMENT_ORGANS)
        or same_name(cmd.borrower) in names
    ):
        refuse(rules.BORROWER_IS_NO_GOVERNMENT, borrower=cmd.borrower)
