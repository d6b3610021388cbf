"""Facts and commands of a round's result: publicised, objected to, granted (RZ-2.2.f)."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.finance.award_round import CLAUSE, Award, RankedBid
from shared.schemas.kinds import (
    Count,
    CountyId,
    Days,
    DocumentRef,
    Fen,
    FenOrZero,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    Reason,
    Text,
    TownId,
    titled,
)


@event("finance", clause=CLAUSE, title="公示结果")
class AwardResultPublicised:
    """`publicity` counts the publicities of the round from 1; days are working days."""

    round: Identifier
    publicity: Count
    ranking: tuple[RankedBid, ...]
    awards: tuple[Award, ...]
    publicised_on: date
    working_days: Days


@event("finance", clause=CLAUSE, title="公示期满")
class AwardPublicityEnded:
    round: Identifier
    publicity: Count
    last_day: date


@event("finance", clause=CLAUSE, title="异议升级")
class AwardObjectionEscalated:
    """It was not decided by `due_on`; now `escalated_to` decides. `key` is the objection."""

    round: Identifier
    objection: Identifier
    key: str
    organisation: OrganisationId
    escalated_to: OrganisationId
    town: TownId | None
    county: CountyId | None
    due_on: date


@event("finance", clause=CLAUSE, title="授予奖补")
class AwardsGranted:
    """Who was considered, in which order, by which values, and what each receives; it is allocated
    out of `fund` in the same append."""

    round: Identifier
    ranking: tuple[RankedBid, ...]
    awards: tuple[Award, ...]
    total_fen: FenOrZero
    pool_fen: Fen
    granted_on: date
    document: DocumentRef | None = None
    fund: Identifier | None = None


@command_data
class PubliciseResult:
    round: Identifier


@command_data
class LodgeObjection:
    round: Identifier
    objection: Identifier = titled("异议编号")
    text: Text = titled("异议内容")
    about: TownId | None = titled("所涉镇", None)
    complainant: Name | None = titled("异议人（群众或企业）", None)


@event("finance", clause=CLAUSE, title="提出异议")
class AwardObjectionLodged(LodgeObjection):
    """`about` is the town whose bid it concerns, if one; it is decided within working days.

    `organisation` lodged it; for a `complainant` outside of government it only took it down.
    """

    organisation: OrganisationId
    about: TownId | None
    lodged_on: date
    working_days: Days


@command_data
class ResolveObjection:
    round: Identifier
    objection: Identifier = titled("异议编号")
    upheld: Flag = titled("是否成立")
    reason: Reason = titled("处理理由")
    document: DocumentRef | None = None


@event("finance", clause=CLAUSE, title="异议处理")
class AwardObjectionResolved(ResolveObjection):
    """An upheld objection takes the round back to scoring; the scores of `rescored` fall."""

    rescored: tuple[TownId, ...]
    decided_by: OrganisationId
    decided_on: date


@command_data
class GrantAwards:
    """A round that was opened without a fund names it here."""

    round: Identifier
    document: DocumentRef | None = None
    fund: Identifier | None = titled("资金编号", None)


Event = (
    AwardResultPublicised | AwardPublicityEnded | AwardObjectionEscalated | AwardsGranted
    | AwardObjectionLodged | AwardObjectionResolved
)  # fmt: skip
