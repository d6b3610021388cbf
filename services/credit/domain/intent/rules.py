"""The rules of letters of intent, RZ-2.4.f: drawn ≤ approved ≤ intended, and who may borrow."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-2.4.f"

rule = RulesOf(CLAUSE)
TOWNS_OF_THE_FRAMEWORK = rule(
    "towns-of-the-framework",
    zh="意向性融资载明试点镇",
    en="A letter of intent names the pilot towns that it serves.",
    pass_zh="不是试点镇：{towns}",
    pass_en="No pilot towns: {towns}.",
)
INTENT_IS_AHEAD = rule(
    "intent-is-ahead",
    zh="意向性融资的到期日期在今天之后，续期须更晚",
    en="It expires later than today; a renewal later than before.",
    pass_zh="须晚于 {after}",
    pass_en="Later than {after}.",
)
INTENT_IS_IN_FORCE = rule(
    "intent-is-in-force",
    zh="到期后不再提名、批准；请先续期",
    en="After its expiry nothing new is nominated or approved.",
    pass_zh="已于 {expires_on} 到期",
    pass_en="It expired on {expires_on}: renew it.",
)
INTENT_SERVES_THE_TOWN = rule(
    "intent-serves-the-town",
    zh="只用于框架载明的镇",
    en="It serves the towns that it names.",
    pass_zh="本框架：{towns}",
    pass_en="It names: {towns}.",
)
INTENT_FOR_LIBRARY_PROJECT = rule(
    "intent-for-library-project",
    zh="提名用于本镇在库的项目",
    en="A use is a project of the town that stands in the library.",
    pass_zh="项目 {project} 须已入库、属于该镇且未出库",
    pass_en="Project {project} must be admitted, of that town, and not have left.",
)
BORROWER_IS_NO_GOVERNMENT = rule(
    "borrower-is-no-government",
    zh="政府及其部门、机关单位不得作为借款人（预算法§35）",
    en="No government body borrows (Budget Law art. 35).",
    pass_zh="{borrower} 不能借款；请由企业以自身收入偿还",
    pass_en="{borrower} can't; let an enterprise borrow and repay from its revenue.",
)
REPAID_FROM_OWN_REVENUE = rule(
    "repaid-from-own-revenue",
    zh="由借款企业以自身经营收入偿还，不得以财政资金偿还，不得出具政府承诺（预算法§35）",
    en="The borrower repays from its own revenue; no public money, no promise of a government.",
    pass_zh="请取消政府承诺，并载明经营收入来源",
    pass_en="Drop the promise and name the borrower's own revenue.",
)
USE_IS_NEW = rule(
    "use-is-new",
    zh="每项用途提名一次",
    en="A use is nominated once.",
    pass_zh="{use} 已提名",
    pass_en="{use} is nominated.",
)
NOMINATED_WITHIN_INTENDED = rule(
    "nominated-within-intended",
    zh="提名额度合计不超过意向金额",
    en="What is nominated stays within what is intended.",
    pass_zh="尚可提名 {left:money}",
    pass_en="{left} fen are left.",
)
USE_IS_NOMINATED = rule(
    "use-is-nominated",
    zh="授信对应已提名、尚未批准的用途",
    en="Credit is approved for a use that is nominated and waits.",
    pass_zh="没有待批准的用途 {use}",
    pass_en="No use {use} waits.",
)
APPROVED_WITHIN_INTENDED = rule(
    "approved-within-intended",
    zh="批准额度合计不超过意向金额",
    en="What is approved stays within what is intended.",
    pass_zh="尚可批准 {left:money}",
    pass_en="{left} fen are left.",
)
DRAWN_WITHIN_APPROVED = rule(
    "drawn-within-approved",
    zh="提款不超过批准额度",
    en="What is drawn stays within what was approved.",
    pass_zh="尚可提款 {left:money}",
    pass_en="{left} fen are left.",
)
DRAWN_IN_TIME = rule(
    "drawn-in-time",
    zh="在授信提款期内提款，提款日期不晚于今天",
    en="Credit draws until its own last day.",
    pass_zh="提款日期须在 {earliest} 至 {latest} 之间",
    pass_en="The day lies between {earliest} and {latest}.",
)
DRAWDOWN_IS_NEW = rule(
    "drawdown-is-new",
    zh="每笔提款登记一次",
    en="A drawdown is recorded once.",
    pass_zh="{drawdown} 已登记",
    pass_en="{drawdown} is recorded.",
)
