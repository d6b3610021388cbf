"""The rules of an award round, RZ-2.2.f. Amounts in the texts are in fen."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-2.2.f"

rule = RulesOf(CLAUSE)
WEIGHTS_SUM_TO_100 = rule(
    "weights-sum-to-100",
    zh="评分标准的权重合计为100",
    en="The criteria's weights add up to 100.",
    pass_zh="现合计 {total}",
    pass_en="They add up to {total}.",
)
PRIZES_WITHIN_THE_POOL = rule(
    "prizes-within-the-pool",
    zh="至少设一个名次奖补，合计不超过奖补总额",
    en="There are prizes, and together they stay within the pool.",
    pass_zh="总额 {pool:money}，名次奖补合计 {prizes:money}",
    pass_en="The pool is {pool} fen, the prizes are {prizes}.",
)
FUND_BACKS_THE_POOL = rule(
    "fund-backs-the-pool",
    zh="奖补须有资金来源，奖补总额在该项资金中预留",
    en="Awards have money behind them: the pool is reserved in a fund.",
    pass_zh="请填写资金编号",
    pass_en="Name the fund.",
)
BID_FOR_PROJECT_MONEY_NAMES_ONE = rule(
    "bid-for-project-money-names-one",
    zh="以专项资金奖补的，申报须列项目",
    en="Where special money is awarded, a bid names the project that it follows.",
    pass_zh="资金 {fund} 为专项资金，请填写项目编号",
    pass_en="{fund} is special money; name the project.",
)
TOWNS_ARE_REGISTERED = rule(
    "towns-are-registered",
    zh="参评镇须登记在册，至少一个",
    en="The towns that take part are registered ones; there is one at least.",
    pass_zh="未登记：{unknown}",
    pass_en="Unknown: {unknown}.",
)
ENOUGH_REVIEWERS = rule(
    "enough-reviewers",
    zh="评审人数不少于每份申报所需评分数",
    en="There are as many reviewers as scores that a bid needs.",
    pass_zh="至少 {required} 人，现 {named} 人",
    pass_en="{required} are needed, {named} are named.",
)
ENOUGH_WITHOUT_CONFLICT = rule(
    "enough-without-conflict",
    zh="每个参评镇都须有足够的无利害关系评审人",
    en="For each town there are enough reviewers without a conflict of interest.",
    pass_zh="{town} 须 {required} 人，现 {fit} 人（该镇、其区县及部门、帮包小组的人须回避）",
    pass_en="{town} needs {required}, it has {fit}: those of the town, its county and departments"
    " and its assistance group recuse.",
)
NAMED_ONCE = rule(
    "named-once",
    zh="标准、参评镇和评审人均不得重复",
    en="Criteria, towns and reviewers are named once.",
    pass_zh="请核对：{names}",
    pass_en="Check: {names}.",
)
BIDS_ARE_OPEN = rule(
    "bids-are-open",
    zh="申报须在截止日期前",
    en="Bids come before their last day has passed.",
    pass_zh="截止日期为 {until}",
    pass_en="The last day is {until}.",
)
TOWN_TAKES_PART = rule(
    "town-takes-part",
    zh="只有参评镇可以申报",
    en="Only the towns of the round bid.",
    pass_zh="参评镇为 {towns}；{town} 不在其中",
    pass_en="They are {towns}; {town} is not among them.",
)
ONE_BID_A_TOWN = rule(
    "one-bid-a-town",
    zh="每镇每轮申报一次",
    en="A town bids once in a round.",
    pass_zh="{town} 已申报",
    pass_en="{town} has bid.",
)
BID_NAMES_ITS_OWN_PROJECT = rule(
    "bid-names-its-own-project",
    zh="申报所列项目须为本镇在库项目",
    en="A project that a bid names is the town's own, admitted and live.",
    pass_zh="请核对项目 {project}",
    pass_en="Check project {project}.",
)
STAGE_ALLOWS = rule(
    "stage-allows",
    zh="评选当前阶段不能办理此项",
    en="The round is not at the point for this.",
    pass_zh="现为“{stage}”，须为：{needed}",
    pass_en="It must be {needed_en}; it is {stage_en}.",
)
BID_EXISTS = rule(
    "bid-exists",
    zh="该镇须已申报且未被取消资格",
    en="The town has bid and is not disqualified.",
    pass_zh="{town} 未申报或已被取消资格",
    pass_en="{town} has not, or is.",
)
REVIEWER_IS_NAMED = rule(
    "reviewer-is-named",
    zh="只有本轮评审人可以评分或回避",
    en="Only the round's reviewers score or recuse.",
    pass_zh="{person} 不是本轮评审人",
    pass_en="{person} is none of them.",
)
NO_CONFLICT_OF_INTEREST = rule(
    "no-conflict-of-interest",
    zh="有利害关系的评审人不得评分",
    en="A reviewer with a conflict of interest does not score.",
    pass_zh="{reviewer} 对 {town} 须回避",
    pass_en="{reviewer} recuses from {town}'s bid.",
)
SCORED_ONCE = rule(
    "scored-once",
    zh="每位评审人对每份申报评分一次",
    en="A reviewer scores a bid once.",
    pass_zh="{reviewer} 已对 {town} 评分",
    pass_en="{reviewer} has scored {town}.",
)
BIDS_ARE_CLOSED_FIRST = rule(
    "bids-are-closed-first",
    zh="申报截止后才能评分",
    en="Scoring begins once bids are closed.",
    pass_zh="截止日期为 {until}",
    pass_en="The last day for bids is {until}.",
)
EVERY_CRITERION_IS_SCORED = rule(
    "every-criterion-is-scored",
    zh="每项标准各评一次分",
    en="Every criterion is scored once.",
    pass_zh="标准为：{criteria}",
    pass_en="They are {criteria}.",
)
TAKES_THE_ASSESSMENT = rule(
    "takes-the-assessment",
    zh="取年度评估得分的标准，按该镇已确认的年度评估得分计",
    en="A criterion that rests on a yearly assessment takes the town's confirmed score.",
    pass_zh="{town} {year} 年度评估得分为 {points}；标准 {criterion} 应填此数，尚未确认的先确认",
    pass_en="{town}'s score of {year} is {points}: give it for {criterion}; have it confirmed first.",
)
EVERY_BID_IS_SCORED = rule(
    "every-bid-is-scored",
    zh="每份申报至少由规定人数评分",
    en="Every bid is scored by the required number of reviewers.",
    pass_zh="至少 {required} 人；尚缺：{missing}",
    pass_en="{required} at least; missing: {missing}.",
)
OBJECTED_DURING_PUBLICITY = rule(
    "objected-during-publicity",
    zh="异议须在公示期内提出",
    en="An objection comes during the publicity.",
    pass_zh="第 {last} 次公示已期满",
    pass_en="Publicity {last} has ended.",
)
OBJECTION_IS_NEW = rule(
    "objection-is-new",
    zh="异议编号不重复",
    en="An objection has an id of its own.",
    pass_zh="{objection} 已使用",
    pass_en="{objection} is taken.",
)
OBJECTION_IS_OPEN = rule(
    "objection-is-open",
    zh="须为尚未处理的异议",
    en="The objection is open.",
    pass_zh="{objection} 不存在或已处理",
    pass_en="{objection} is unknown or decided.",
)
RIGHT_BODY_DECIDES = rule(
    "right-body-decides",
    zh="异议由财政部门处理，逾期升级后由督查机构处理，提出单位不得自行处理",
    en="The finance bureau decides; once escalated, the inspection office; never who objected.",
    pass_zh="现由 {decides} 处理",
    pass_en="It is for {decides} to decide.",
)
NOT_IN_ONES_OWN_CAUSE = rule(
    "not-in-ones-own-cause",
    zh="提出异议的单位不得自行处理",
    en="Who objected does not decide.",
    pass_zh="提出单位为 {organisation}",
    pass_en="It was {organisation} that objected.",
)
PUBLICITY_HAS_ENDED = rule(
    "publicity-has-ended",
    zh="公示期满后才能授予",
    en="Awards are granted once the publicity has ended.",
    pass_zh="自 {since} 起公示 {days} 个工作日",
    pass_en="It lasts {days} working days from {since}.",
)
AWARD_STANDS = rule(
    "award-stands",
    zh="只能撤销已授予且未撤销的奖补",
    en="An award that was granted and stands can be revoked.",
    pass_zh="{town} 未获奖补或奖补已撤销",
    pass_en="{town} was granted none, or it was revoked.",
)
WITHIN_WHAT_IS_OWED = rule(
    "within-what-is-owed",
    zh="追回不超过被撤销奖补的待追回金额",
    en="No more is recovered than is owed of a revoked award.",
    pass_zh="{town} 待追回 {available:money}，多出 {needs:money}",
    pass_en="{town} owes {available} fen; {needs} fen are too many.",
)
RECALLED_IS_UNCOMMITTED = rule(
    "recalled-is-uncommitted",
    zh="收回的是项目未承诺的资金；已承诺或已支付的由镇缴回国库",
    en="What is recalled is uncommitted; what is committed or paid the town returns to the treasury.",
    pass_zh="未承诺 {available:money}，多出 {needs:money}；请先调减合同，或选择缴回国库",
    pass_en="{available} fen are uncommitted, {needs} too many: reduce contracts, or have it returned.",
)
NO_OPEN_OBJECTION = rule(
    "no-open-objection",
    zh="有未处理的异议不得授予",
    en="An open objection blocks the awards.",
    pass_zh="请先处理：{objections}",
    pass_en="Decide first: {objections}.",
)
