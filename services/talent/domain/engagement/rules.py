"""The rules of asking experts, RZ-2.5.g."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-2.5.g"

rule = RulesOf(CLAUSE)
ASKED_FOR_PILOT = rule(
    "experts-asked-for-a-pilot",
    zh="专家服务面向试点镇，须指明专业领域",
    en="Experts are asked for a pilot town, in named fields.",
    pass_zh="{town} 不是试点镇，或未填专业领域",
    pass_en="{town} is no pilot, or no field is named.",
)
STILL_OPEN = rule(
    "engagement-is-open",
    zh="环节完成后不再办理",
    en="A stage that is closed stays closed.",
    pass_zh="该环节已完成",
    pass_en="The stage is closed.",
)
SEATS_ARE_FREE = rule(
    "expert-seats-are-free",
    zh="所需专家已抽满的不再抽取",
    en="No more are drawn than are wanted.",
    pass_zh="已有 {assigned} 名专家，须先有人回避",
    pass_en="{assigned} are there: somebody recuses himself first.",
)
ENOUGH_EXPERTS = rule(
    "enough-experts-to-draw",
    zh="排除后专家库中须有足够的专家",
    en="Enough experts are left after the exclusions.",
    pass_zh="需要 {wanted} 名，可抽 {among} 名：请补充专家库或减少排除",
    pass_en="{wanted} are wanted among {among}: admit experts, or exclude fewer.",
)
ASSIGNED = rule(
    "expert-is-assigned",
    zh="限于抽中的专家",
    en="The expert was drawn.",
    pass_zh="{expert} 未被抽中",
    pass_en="{expert} was not drawn.",
)
NO_CONFLICT = rule(
    "expert-has-no-conflict",
    zh="有利害关系、已回避的专家不得提出意见",
    en="An expert with a conflict gives no opinion.",
    pass_zh="{expert} 已回避，请另行抽取",
    pass_en="{expert} recused himself: draw another.",
)
ONE_OPINION = rule(
    "one-opinion-an-expert",
    zh="每名专家提出一次意见，提出后不再回避",
    en="An expert gives one opinion, and recuses himself before it.",
    pass_zh="{expert} 已提出意见",
    pass_en="{expert} has given it.",
)
OPINION_GIVEN = rule(
    "opinion-given-and-unanswered",
    zh="对已提出、未答复的意见答复一次",
    en="An opinion that was given is answered once.",
    pass_zh="{expert} 尚未提出意见，或已答复",
    pass_en="{expert} has given none, or it was answered.",
)
REASON_UNLESS_ADOPTED = rule(
    "reason-unless-adopted",
    zh="未全部采纳的须说明理由",
    en="What is not adopted is explained.",
    pass_zh="请填写理由",
    pass_en="Give the reason.",
)
ONE_TO_FIVE = rule(
    "expert-rated-one-to-five",
    zh="评价为 1 至 5 分，在提出意见之后，每人一次",
    en="An expert is rated one to five, once, after his opinion.",
    pass_zh="请对提出意见的专家评 1 至 5 分，每人一次",
    pass_en="Rate who has given an opinion, once, one to five.",
)
