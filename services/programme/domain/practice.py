"""Practice (`practice-<practice>`): 示范引领, from a town's experience to another's, RZ-1.c."""

from dataclasses import dataclass
from typing import assert_never

from services.programme.domain.organisations import HOUSING
from services.programme.domain.town_profile import require_registered
from shared.kernel.aggregate import (
    ANYONE,
    COUNTY,
    COUNTY_DEPARTMENTS,
    SYSTEM,
    TOWN,
    Aggregate,
    Context,
    Events,
    Over,
    RulesOf,
    Task,
    Tasks,
    Wait,
    holds,
    organisation,
    refuse,
    to_everyone,
    to_named,
    to_party,
    to_town,
)
from shared.schemas.copying import replace
from shared.schemas.programme import practice
from shared.schemas.programme.stages import Direction, PracticeStage

CLAUSE = "RZ-1.c"
STAGES: dict[PracticeStage, str] = {
    "drafted": "待完善报送", "submitted": "待保密审查", "cleared": "待核实", "held": "未通过保密审查", "verified": "已核实",
    "published": "已推广", "retracted": "已撤回",
}  # fmt: skip

rule = RulesOf(CLAUSE)
PRACTICE_STAGE_ALLOWS = rule(
    "practice-stage-allows",
    zh="经验须依次经保密审查、核实，再推广、借鉴",
    en="A practice is reviewed for secrecy, verified, published, adopted: in this order.",
    pass_zh="现为“{stage}”，须为：{needed}",
    pass_en="It is {stage_en}; it must be: {needed_en}.",
)
AUTHOR_HAS_IT_REVIEWED = rule(
    "author-has-it-reviewed",
    zh="由报送单位进行保密审查",
    en="The author's own unit reviews it for secrecy, before it goes out.",
    pass_zh="请由 {author} 办理",
    pass_en="Have {author} do it.",
)
VERIFIED_BY_ANOTHER = rule(
    "verified-by-another",
    zh="由报送单位以外的单位核实",
    en="A unit other than its author verifies it.",
    pass_zh="{author} 为报送单位",
    pass_en="{author} wrote it.",
)
AUTHOR_OR_HOUSING_RETRACTS = rule(
    "author-or-housing-retracts",
    zh="由报送单位或市住房城乡建设局撤回",
    en="Its author or the housing department retracts it.",
    pass_zh="请由 {author} 或市住房和城乡建设局办理",
    pass_en="Have {author} or housing do it.",
)
ADOPTED_ELSEWHERE = rule(
    "adopted-elsewhere",
    zh="借鉴由其他单位以本单位文件登记",
    en="Another unit adopts it, with its own document.",
    pass_zh="{author} 为报送单位",
    pass_en="{author} wrote it.",
)


@dataclass(frozen=True, slots=True)
class Practice:
    town: str = ""
    author: str = ""
    title: str = ""
    direction: Direction = "layout"
    summary: str = ""
    stage: PracticeStage = "submitted"
    adoptions: int = 0

    @property
    def published(self) -> bool:
        return self.stage == "published"


PRACTICE = Aggregate(
    "practice",
    Practice(),
    key="practice",
    title="经验",
    sight=[to_town(), to_party("author"), to_named(), to_everyone(once="published")],
)


@PRACTICE.evolve
def evolve(known: Practice, event: practice.Event) -> Practice:
    match event:
        case practice.PracticeDrafted():
            return Practice(
                event.town, event.town, event.title, summary=event.summary, stage="drafted"
            )
        case practice.PracticeSubmitted():
            return Practice(event.town, event.author, event.title, event.direction, event.summary)
        case practice.SecrecyReviewed(passed=passed):
            return replace(known, stage="cleared" if passed else "held")
        case practice.PracticeVerified():
            return replace(known, stage="verified")
        case practice.PracticePublished():
            return replace(known, stage="published")
        case practice.PracticeRetracted():
            return replace(known, stage="retracted")
        case practice.PracticeAdopted(adoption=number):
            return replace(known, adoptions=number)
    assert_never(event)


@PRACTICE.tasks
def tasks(known: Practice) -> Tasks:
    match known.stage:
        case "drafted":
            yield Task(
                "draft", [TOWN], f"完善并报送经验“{known.title}”，或撤回草稿",
                [submit_drafted_practice, retract_practice], clause=CLAUSE,
            )  # fmt: skip
        case "submitted":
            yield Task(
                "secrecy", [organisation(known.author)], "对报送的经验进行保密审查",
                [review_secrecy], clause=CLAUSE,
            )  # fmt: skip
        case "cleared":
            yield Task(
                "verify", [HOUSING, COUNTY], "核实报送的经验", [verify_practice], clause=CLAUSE
            )
        case "verified":
            yield Task("publish", [HOUSING], "推广已核实的经验", [publish_practice], clause=CLAUSE)
        case "published":
            yield Wait("已推广，其他单位借鉴时登记")
        case "held" | "retracted":
            yield Over(STAGES[known.stage])


def _require_stage(known: Practice, *needed: PracticeStage) -> None:
    if known.stage not in needed:
        refuse(
            PRACTICE_STAGE_ALLOWS, stage=STAGES[known.stage], stage_en=known.stage,
            needed="、".join(STAGES[s] for s in needed), needed_en=", ".join(needed),
        )  # fmt: skip


@PRACTICE.command(
    title="报送经验",
    clause=CLAUSE,
    by=[TOWN, COUNTY, COUNTY_DEPARTMENTS, HOUSING],
    creates=True,
    numbered="{town}-practice-{year}",
)
def submit_practice(known: Practice, cmd: practice.SubmitPractice, context: Context) -> Events:
    require_registered(cmd.town, context)
    yield practice.PracticeSubmitted.of(
        cmd, author=context.actor.organisation, submitted_on=context.today
    )


@PRACTICE.command(title="生成经验草稿", clause=CLAUSE, by=[SYSTEM], creates=True)
def draft_practice(known: Practice, cmd: practice.DraftPractice, context: Context) -> Events:
    """Out of an innovation that talent tells has worked, at least in part."""
    yield practice.PracticeDrafted.of(cmd, drafted_on=context.today)


@PRACTICE.command(
    title="报送经验草稿", clause=CLAUSE, by=[TOWN], when=[holds(_require_stage, "drafted")]
)
def submit_drafted_practice(
    known: Practice, cmd: practice.SubmitDraftedPractice, context: Context
) -> Events:
    yield practice.PracticeSubmitted(
        cmd.practice, town=known.town, title=known.title, direction=cmd.direction,
        summary=cmd.summary or known.summary, document=cmd.document,
        attachments=cmd.attachments, author=known.author, submitted_on=context.today,
    )  # fmt: skip


@PRACTICE.command(
    title="保密审查",
    clause=CLAUSE,
    by=[TOWN, COUNTY, COUNTY_DEPARTMENTS, HOUSING],
    when=[holds(_require_stage, "submitted")],
)
def review_secrecy(known: Practice, cmd: practice.ReviewSecrecy, context: Context) -> Events:
    """谁公开、谁审查: whoever wants it known reviews it first."""
    if context.actor.organisation != known.author:
        refuse(AUTHOR_HAS_IT_REVIEWED, author=known.author)
    yield practice.SecrecyReviewed.of(
        cmd, town=known.town, organisation=known.author, reviewed_on=context.today
    )


@PRACTICE.command(
    title="核实经验",
    clause=CLAUSE,
    by=[HOUSING, COUNTY, COUNTY_DEPARTMENTS],
    when=[holds(_require_stage, "cleared")],
)
def verify_practice(known: Practice, cmd: practice.VerifyPractice, context: Context) -> Events:
    by = context.actor.organisation
    if by == known.author:
        refuse(VERIFIED_BY_ANOTHER, author=known.author)
    yield practice.PracticeVerified.of(
        cmd, town=known.town, verified_by=by, verified_on=context.today
    )


@PRACTICE.command(
    title="推广经验", clause=CLAUSE, by=[HOUSING], when=[holds(_require_stage, "verified")]
)
def publish_practice(known: Practice, cmd: practice.PublishPractice, context: Context) -> Events:
    yield practice.PracticePublished.of(
        cmd, town=known.town, title=known.title, direction=known.direction, summary=known.summary,
        author=known.author, published_on=context.today,
    )  # fmt: skip


@PRACTICE.command(
    title="撤回经验",
    clause=CLAUSE,
    by=[TOWN, COUNTY, COUNTY_DEPARTMENTS, HOUSING],
    when=[holds(_require_stage, "drafted", "submitted", "cleared", "verified", "published")],
)
def retract_practice(known: Practice, cmd: practice.RetractPractice, context: Context) -> Events:
    """What others have adopted stays with them."""
    by = context.actor.organisation
    if by not in (known.author, HOUSING.id):
        refuse(AUTHOR_OR_HOUSING_RETRACTS, author=known.author)
    yield practice.PracticeRetracted.of(
        cmd, town=known.town, retracted_by=by, retracted_on=context.today
    )


@PRACTICE.command(
    title="登记借鉴", clause=CLAUSE, by=[ANYONE], when=[holds(_require_stage, "published")]
)
def record_adoption(known: Practice, cmd: practice.RecordAdoption, context: Context) -> Events:
    """For an adopter outside of the system, such as another city's town, housing takes it down."""
    by = context.actor.organisation
    if by == known.author:
        refuse(ADOPTED_ELSEWHERE, author=known.author)
    yield practice.PracticeAdopted.of(
        cmd, town=known.town, adoption=known.adoptions + 1, organisation=by,
        recorded_on=context.today,
    )  # fmt: skip
