"""What each level gets of a town's fees: published, from a day on, in a document (RZ-2.2.d)."""

from collections.abc import Sequence
from datetime import date

from services.finance.domain.fee_account import rules
from services.finance.domain.fee_account.retention import LEVELS, WHOLE
from services.finance.domain.fee_account.state import FEE_ACCOUNT, FeeAccount
from services.finance.domain.organisations import FINANCE
from services.finance.domain.retaining import find_retaining, name_retaining
from shared.kernel.aggregate import Context, Events, refuse
from shared.policy.model import Town
from shared.schemas.finance import fee_account
from shared.schemas.finance import fee_account_values as fee_values


@FEE_ACCOUNT.command(title="公布配套费分成规定", clause=rules.CLAUSE, by=[FINANCE], creates=None)
def publish_fee_shares(
    account: FeeAccount, cmd: fee_account.PublishFeeShares, context: Context
) -> Events:
    """Receipts collected from the day on follow it; what is recorded already keeps its shares."""
    require_town(cmd.town, max(cmd.effective_from, context.today), context)
    levels, total = {s.level for s in cmd.shares}, sum(s.share for s in cmd.shares)
    if total != WHOLE or len(levels) < len(cmd.shares):
        refuse(rules.SHARES_MAKE_UP_THE_WHOLE, total=total)
    shares = sort_shares(cmd.shares)
    known = account.shares.get(cmd.effective_from)
    if known and known.shares == shares and known.document == cmd.document:
        return []
    if known and cmd.reason is None:
        refuse(
            rules.SHARES_CORRECTED_WITH_REASON,
            day=cmd.effective_from,
            document=known.document,
        )
    return [
        fee_account.FeeSharesPublished(
            cmd.town,
            shares=shares,
            effective_from=cmd.effective_from,
            document=cmd.document,
            published_on=context.today,
            previous=known.shares if known else (),
            reason=cmd.reason,
        )
    ]


def require_shares(
    account: FeeAccount, town: str, day: date, given: Sequence[fee_values.LevelShare] = ()
) -> fee_account.FeeSharesPublished:
    """What was published for the day of collection; refused if nothing was, or if a receipt says
    otherwise."""
    published = account.shares_on(day)
    if published is None:
        refuse(rules.SHARES_ARE_PUBLISHED, town=town, day=day)
    if given and sort_shares(given) != published.shares:
        told = "、".join(f"{share.level} {share.share}" for share in published.shares)
        refuse(rules.SHARES_FOLLOW_THE_RULE, document=published.document, shares=told)
    return published


def require_town(id: str, day: date, context: Context) -> Town:
    """The town, if the sentence holds for it on a day."""
    town = find_retaining(id, context, day)
    if town is None:
        refuse(rules.TOWN_RETAINS_FEES, towns=name_retaining(context, day), town=id)
    return town


def sort_shares(shares: Sequence[fee_values.LevelShare]) -> tuple[fee_values.LevelShare, ...]:
    """The shares from the nation's down to the town's; a level without one is left out."""
    given = (share for share in shares if share.share)
    return tuple(sorted(given, key=lambda share: LEVELS.index(share.level)))
