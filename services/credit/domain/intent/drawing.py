"""The institution approves credit under a letter of intent, and it is drawn (RZ-2.4.f)."""

from services.credit.domain.intent import rules
from services.credit.domain.intent.nominating import require_nominated
from services.credit.domain.intent.state import CLAUSE, INTENT, Intent, Use, in_force
from services.credit.domain.organisations import ANSWERERS, require_own_matter
from shared.kernel.aggregate import Context, Events, pick, refuse
from shared.schemas.credit import intent as intents

A_FEN = {"amount_fen": 1}


def _require_approvable(intent: Intent, cmd: intents.RecordIntentApproval, context: Context) -> Use:
    use = require_nominated(intent, cmd, context)
    left = min(intent.intended_fen - intent.approved_fen, use.nominated_fen)
    if cmd.amount_fen > left:
        refuse(rules.APPROVED_WITHIN_INTENDED, left=left)
    return use


@INTENT.command(
    title="登记意向性融资授信",
    clause=CLAUSE,
    by=ANSWERERS,
    when=[in_force],
    picks=[pick("use", _require_approvable, A_FEN)],
)
def record_intent_approval(
    intent: Intent, cmd: intents.RecordIntentApproval, context: Context
) -> Events:
    require_own_matter(intent.institution, context)
    use = _require_approvable(intent, cmd, context)
    if cmd.until < context.today:
        refuse(rules.DRAWN_IN_TIME, earliest=context.today, latest="—")
    yield intents.IntentCreditApproved.of(
        cmd, town=use.town, project=use.project, approved_on=context.today,
        entered_by=context.actor.organisation,
    )  # fmt: skip


def _require_undrawn(intent: Intent, cmd: intents.RecordDrawdown, _: Context) -> Use:
    use = intent.uses.get(cmd.use)
    if use is None or use.approved_fen is None or cmd.amount_fen > use.approved_fen - use.drawn_fen:
        left = (use.approved_fen or 0) - use.drawn_fen if use else 0
        refuse(rules.DRAWN_WITHIN_APPROVED, left=left)
    return use


@INTENT.command(
    title="登记意向性融资提款",
    clause=CLAUSE,
    by=ANSWERERS,
    picks=[pick("use", _require_undrawn, A_FEN)],
)
def record_drawdown(intent: Intent, cmd: intents.RecordDrawdown, context: Context) -> Events:
    """Also after the framework expired, or the project left: what was approved draws until its day."""
    require_own_matter(intent.institution, context)
    use = _require_undrawn(intent, cmd, context)
    latest = min(use.until, context.today)
    if not use.approved_on <= cmd.drawn_on <= latest:
        refuse(rules.DRAWN_IN_TIME, earliest=use.approved_on, latest=latest)
    if cmd.drawdown in intent.drawdowns:
        refuse(rules.DRAWDOWN_IS_NEW, drawdown=cmd.drawdown)
    yield intents.IntentDrawn.of(
        cmd, town=use.town, project=use.project, entered_by=context.actor.organisation
    )
