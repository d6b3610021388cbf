"""The rules of recruitment plans, RZ-2.5.d."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-2.5.d"

rule = RulesOf(CLAUSE)
NEEDS_POSTS = rule(
    "plan-needs-posts",
    zh="“三支一扶”不占编制，无须用编核准",
    en="Three-supports takes no posts of the establishment: there is nothing to approve.",
    pass_zh="请直接上报计划",
    pass_en="Report the plan at once.",
)
AT_STEP = rule(
    "recruitment-at-step",
    zh="招录依次为用编核准、计划、批准（省级决定的）、结果",
    en="Recruitment goes on by its steps: use of posts, plan, the province's approval, result.",
    pass_zh="当前应办理：{step_zh}",
    pass_en="The next step is: {step}.",
)
APPROVED_WITHIN = rule(
    "approved-within-requested",
    zh="核准数不超过申请数",
    en="No more is approved than was asked for.",
    pass_zh="申请 {number} 名",
    pass_en="{number} were asked for.",
)
DECIDED_HERE = rule(
    "plan-decided-here",
    zh="事业编制招聘计划由区县制定；公务员、选调生、“三支一扶”由省级决定，只上报",
    en="A county plans its institutions' posts; the others the province decides, they are reported.",
    pass_zh="“{recruitment}”请改用{command_zh}",
    pass_en="For {recruitment} give {command}.",
)
WITHIN_APPROVED = rule(
    "plan-within-approved",
    zh="计划不超过核准的用编数，镇岗位不超过全区县岗位",
    en="A plan is within the posts approved, and the towns' within the county's.",
    pass_zh="镇岗位 {planned}，全区县岗位 {county_posts}，核准 {approved}",
    pass_en="Towns {planned}, county {county_posts}, approved {approved}.",
)
TOWNS_OF_COUNTY = rule(
    "plan-for-towns-of-the-county",
    zh="岗位面向本区县的镇，每镇一行",
    en="The posts are for towns of the county, each once.",
    pass_zh="{town} 不属于 {county} 或重复",
    pass_en="{town} is not of {county}, or stands twice.",
)
TILT_HAS_BASIS = rule(
    "tilt-has-a-basis",
    zh="倾斜措施须有依据和文号",
    en="A measure that tilts has its basis and document.",
    pass_zh="请填写“{tilt_zh}”的依据和文号",
    pass_en="Give the basis and the document of {tilt}.",
)
TILTED = rule(
    "plan-is-tilted",
    zh="有试点镇的区县，计划须向试点镇倾斜：有试点镇岗位或倾斜措施",
    en="A county with a pilot tilts its plan: posts for the pilot, or a measure.",
    pass_zh="{county} 有试点镇 {pilots}，请安排岗位或列明措施",
    pass_en="{county} has {pilots}: give posts or a measure.",
)
COUNTS_FOLLOW = rule(
    "hiring-counts-follow",
    zh="录聘加递补不超过计划，到岗不超过录聘加递补，一年后在岗不超过到岗，日期不晚于当日",
    en="Hired and substituted within the plan, arrived within these, stayed within the arrived.",
    pass_zh="计划 {planned}，请核对各数",
    pass_en="{planned} were planned: check the counts.",
)
