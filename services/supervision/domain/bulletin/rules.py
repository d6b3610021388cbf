"""The rules of bulletins 通报 and their review 复核, RZ-3.3.c."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-3.3.c"

rule = RulesOf(CLAUSE)
TOWNS_RANKED_WITH_APPROVAL = rule(
    "towns-ranked-with-approval",
    zh="通报可对部门排名；对乡镇排名须经批准（山东省乡镇条例第十九条）",
    en="Departments are ranked freely, towns only with an approval.",
    pass_zh="请填写批准文号，或不对乡镇排名",
    pass_en="Cite the approval, or leave the towns unranked.",
)
PERIOD_IS_OVER = rule(
    "period-is-over",
    zh="通报的时段须已结束，数据方能确定",
    en="A bulletin reports on a period that is over: only then do its figures stand.",
    pass_zh="截止日期最晚为 {latest}，且不早于起始日期",
    pass_en="It ends on {latest} at the latest, and not before it begins.",
)
COUNTY_IS_KNOWN = rule(
    "county-of-the-bulletin",
    zh="通报的区县须登记在册",
    en="A bulletin is of a registered county, or of the city.",
    pass_zh="请核对区县“{county}”",
    pass_en="Check the county '{county}'.",
)
SCOPE_WITHIN_READING = rule(
    "scope-within-reading",
    zh="“一定范围内”通报：范围不超过现行读法的最大范围",
    en="A bulletin goes no further than the reading of 'within a certain scope' allows.",
    pass_zh="现行最大范围为{widest}，请缩小范围",
    pass_en="The widest scope is {widest_en}: choose a narrower one.",
)
DRAFT_IS_OPEN = rule(
    "draft-is-open",
    zh="已印发的通报不得改稿或重复印发，只能经复核更正",
    en="What was published is neither redrafted nor published again: a review corrects it.",
    pass_zh="已印发第 {edition} 版",
    pass_en="Its edition {edition} was published.",
)
ISSUER_ACTS = rule(
    "issuer-acts",
    zh="通报由拟稿单位改稿、印发",
    en="Whoever drafted a bulletin redrafts and publishes it.",
    pass_zh="请由“{issuer}”办理",
    pass_en="Have '{issuer}' do it.",
)
FIGURES_ARE_TAKEN = rule(
    "figures-are-taken",
    zh="通报数据由系统从日志提取后方可印发",
    en="A bulletin is published once its figures were taken from the log.",
    pass_zh="数据提取中，请稍后再试",
    pass_en="They are being taken; try again in a moment.",
)
BULLETIN_REPORTS_SOMETHING = rule(
    "bulletin-reports-something",
    zh="通报须有可报之事",
    en="A bulletin has something to report.",
    pass_zh="{since} 至 {until} 没有在办事项",
    pass_en="No matter was in hand from {since} to {until}.",
)
BULLETIN_IS_PUBLISHED = rule(
    "bulletin-is-published",
    zh="复核的对象是已印发的通报",
    en="A review is of a published bulletin.",
    pass_zh="尚未印发",
    pass_en="It was not published yet.",
)
REPORTED_ON = rule(
    "reported-on",
    zh="复核由通报涉及的单位申请",
    en="A review is requested by whom the bulletin reports on.",
    pass_zh="通报涉及：{reported}",
    pass_en="It reports on {reported}.",
)
REVIEW_REQUESTED_IN_TIME = rule(
    "review-requested-in-time",
    zh="复核须自通报之日起 {days} 日内申请",
    en="A review is requested within {days} calendar days of the publication.",
    pass_zh="申请期限已于 {latest} 届满",
    pass_en="The time to ask ended on {latest}.",
)
REVIEWED_ONCE = rule(
    "reviewed-once",
    zh="同一单位对同一版通报只能申请一次复核",
    en="An organisation requests one review of an edition.",
    pass_zh="已于 {requested_on} 申请",
    pass_en="It did so on {requested_on}.",
)
REVIEW_IS_OPEN = rule(
    "review-is-open",
    zh="只能决定尚未决定的复核",
    en="What is decided is an open review.",
    pass_zh="“{organisation}”没有待决定的复核",
    pass_en="'{organisation}' has none open.",
)
RIGHT_BODY_REVIEWS = rule(
    "right-body-reviews",
    zh="复核由通报单位决定；通报单位自己申请的，由市政府督查机构决定",
    en="The issuer decides a review; its own request the inspection office decides.",
    pass_zh="请由“{decides}”决定",
    pass_en="Have '{decides}' decide.",
)
AUTHORS_RECUSE = rule(
    "authors-recuse",
    zh="参与拟稿、印发、更正通报的人员在复核中应当回避（政府督查工作条例）",
    en="Whoever drafted, published or corrected the bulletin recuses from its review.",
    pass_zh="请由“{author}”以外的人员决定",
    pass_en="Someone other than '{author}' must decide.",
)
UPHELD_CORRECTS = rule(
    "upheld-corrects",
    zh="复核成立的须载明更正，不成立的不作更正；更正须改变通报所载的数据或内容",
    en="A review that is upheld corrects something that was reported; any other corrects nothing.",
    pass_zh="请核对：{needs_zh}",
    pass_en="Check: {needs}.",
)
FIGURES_ADD_UP = rule(
    "figures-add-up",
    zh="办结件数（销号、解释答复）不得多于办理件数，各数不得为负",
    en="No more matters end than were in hand, and no figure is negative.",
    pass_zh="“{organisation}”的数据不符",
    pass_en="The figures of '{organisation}' do not add up.",
)
