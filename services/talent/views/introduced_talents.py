"""引进人才台账: who was won for which pilot town, and what he was granted (RZ-2.5.e, f)."""

from datetime import date

from services.talent.domain.introduced_talent.state import INTRODUCED_TALENT
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import CountyId, OrganisationId, PersonalName, PersonId, TownId
from shared.schemas.talent import introduced_talent as talents


@view("introduced-talents", title="引进人才台账", key="talent", version=1, of=INTRODUCED_TALENT)
class IntroducedTalents(Row):
    talent: str = column("人才编号")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    human_resources: OrganisationId = column("区县人社部门")
    kind: talents.TalentKind = column("人才类别")
    person: PersonId = column("人员编号")
    name: PersonalName = column("姓名")
    item: str = column("目录条目", "")
    craft: str = column("技艺", "")
    village: str = column("村", "")
    arrived_on: date | None = column("到岗日期", None)
    holds: bool | None = column("核实属实", None)
    verification_late: bool = column("核实逾期", False)
    granted_fen: int = column("兑现待遇（分）", 0)
    recovered_fen: int = column("追回待遇（分）", 0)
    ended_on: date | None = column("离开日期", None)


@IntroducedTalents.on(talents.TalentIntroduced)
def introduced(row: IntroducedTalents, event: talents.TalentIntroduced) -> IntroducedTalents:
    told = _arrived(row, event)
    return replace(told, kind="shortage", item=event.item or event.special_document or "")


@IntroducedTalents.on(talents.SpecialistIntroduced)
def specialist(row: IntroducedTalents, event: talents.SpecialistIntroduced) -> IntroducedTalents:
    return replace(_arrived(row, event), kind="rural", craft=event.craft, village=event.village)


@IntroducedTalents.on(talents.TalentVerified)
def verified(row: IntroducedTalents, event: talents.TalentVerified) -> IntroducedTalents:
    return replace(row, holds=event.holds, verification_late=False)


@IntroducedTalents.on(talents.BenefitGranted)
def granted(row: IntroducedTalents, event: talents.BenefitGranted) -> IntroducedTalents:
    return replace(row, granted_fen=row.granted_fen + event.amount_fen)


@IntroducedTalents.on(talents.BenefitRecovered)
def recovered(row: IntroducedTalents, event: talents.BenefitRecovered) -> IntroducedTalents:
    return replace(row, recovered_fen=row.recovered_fen + event.amount_fen)


@IntroducedTalents.on(talents.EngagementEnded)
def ended(row: IntroducedTalents, event: talents.EngagementEnded) -> IntroducedTalents:
    return replace(row, ended_on=event.ended_on)


@IntroducedTalents.on(talents.TalentVerificationOverdue)
def late(row: IntroducedTalents, event: talents.TalentVerificationOverdue) -> IntroducedTalents:
    return replace(row, verification_late=True)


def _arrived(
    row: IntroducedTalents, event: talents.TalentIntroduced | talents.SpecialistIntroduced
) -> IntroducedTalents:
    return replace(
        row,
        town=event.town,
        county=event.county,
        human_resources=f"{event.county}-human-resources",
        person=event.person,
        name=event.name,
        arrived_on=event.arrived_on,
    )


@IntroducedTalents.on(talents.IntroducedTalentFlagCleared)
def flag_fell(
    row: IntroducedTalents, event: talents.IntroducedTalentFlagCleared
) -> IntroducedTalents:
    return replace(row, verification_late=False)
