"""Institution (`institution-<institution>`): 金融机构, whoever lends, guarantees or insures, RZ-2.4.a."""

from dataclasses import dataclass
from typing import assert_never

from services.credit.domain.organisations import LOCAL_FINANCE
from shared.kernel.aggregate import (
    INSTITUTIONS,
    Aggregate,
    Context,
    Events,
    RulesOf,
    refuse,
    to_everyone,
)
from shared.schemas.copying import replace
from shared.schemas.credit import institution as institutions

CLAUSE = "RZ-2.4.a"

rule = RulesOf(CLAUSE)
INSTITUTION_IS_NUMBERED = rule(
    "institution-is-numbered",
    zh="金融机构编号以 institution- 开头，担保公司可用其单位编号",
    en="The id of an institution begins with `institution-`, or is the guarantee company's own.",
    pass_zh="请将 {institution} 改为以 institution- 开头的编号",
    pass_en="Give {institution} an id that begins with `institution-`.",
)
CREDIT_CODE_IS_WHOLE = rule(
    "credit-code-is-whole",
    zh="统一社会信用代码为 18 位",
    en="A unified social credit code has 18 characters.",
    pass_zh="{code} 不是 18 位",
    pass_en="{code} has not.",
)
INSTITUTION_IS_OPEN = rule(
    "institution-is-open",
    zh="金融机构须已登记且未注销",
    en="The institution is registered and not closed.",
    pass_zh="请先登记 {institution}",
    pass_en="Register {institution} first.",
)
CREDIT_CODE = 18


@dataclass(frozen=True, slots=True)
class Institution:
    """`joined`: it acts for itself here."""

    name: str = ""
    kind: str = ""
    group: str = ""
    joined: bool = False
    open: bool = False


INSTITUTION = Aggregate(
    "institution",
    Institution(),
    key="institution",
    title="金融机构",
    sight=[to_everyone()],
)


@INSTITUTION.evolve
def evolve(institution: Institution, event: institutions.Event) -> Institution:
    match event:
        case institutions.InstitutionRegistered():
            return Institution(event.name, event.kind, event.group, event.joined, open=True)
        case institutions.InstitutionChanged():
            return replace(
                institution, name=event.name, kind=event.kind, group=event.group,
                joined=event.joined,
            )  # fmt: skip
        case institutions.InstitutionClosed():
            return replace(institution, open=False)
    assert_never(event)


INSTITUTION.asks_nobody("名录")


def require_open(institution: str, context: Context) -> Institution:
    """The guarded institution; refuses one that is unknown or closed."""
    known = context.guard(Institution, institution)
    if not known.open:
        refuse(INSTITUTION_IS_OPEN, institution=institution)
    return known


def _is_open(institution: Institution, context: Context) -> None:
    if not institution.open:
        refuse(INSTITUTION_IS_OPEN, institution=institution.name or "—")


@INSTITUTION.command(
    title="登记金融机构", clause=CLAUSE, by=[LOCAL_FINANCE], creates=True,
    numbered="institution-{year}",
)  # fmt: skip
def register_institution(
    _: Institution, cmd: institutions.RegisterInstitution, context: Context
) -> Events:
    of_kind = INSTITUTIONS.includes(cmd.institution, "", "")
    if not of_kind and (cmd.institution, cmd.kind) != ("guarantee", "guarantee"):
        refuse(INSTITUTION_IS_NUMBERED, institution=cmd.institution)
    if len(cmd.credit_code) != CREDIT_CODE:
        refuse(CREDIT_CODE_IS_WHOLE, code=cmd.credit_code)
    yield institutions.InstitutionRegistered.of(
        cmd, joined=context.registry.knows(cmd.institution), registered_on=context.today
    )


@INSTITUTION.command(title="变更金融机构", clause=CLAUSE, by=[LOCAL_FINANCE], when=[_is_open])
def change_institution(
    institution: Institution, cmd: institutions.ChangeInstitution, context: Context
) -> Events:
    """Also once an institution has joined: from then on it answers for itself."""
    joined = context.registry.knows(cmd.institution)
    stands = (institution.name, institution.kind, institution.group, institution.joined)
    if stands != (cmd.name, cmd.kind, cmd.group, joined):
        yield institutions.InstitutionChanged.of(cmd, joined=joined, changed_on=context.today)


@INSTITUTION.command(title="注销金融机构", clause=CLAUSE, by=[LOCAL_FINANCE], when=[_is_open])
def close_institution(
    _: Institution, cmd: institutions.CloseInstitution, context: Context
) -> Events:
    yield institutions.InstitutionClosed.of(cmd, closed_on=context.today)
