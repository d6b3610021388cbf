"""The rules of a contract that binds a fund's money (RZ-2.2.c). Amounts are in fen."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-2.2.c"

rule = RulesOf(CLAUSE)
COMMITMENT_NAMES_ITS_CONTRACT = rule(
    "commitment-names-its-contract",
    zh="支出承诺须注明合同编号和收款人",
    en="A commitment names its contract and who is paid under it.",
    pass_zh="请填写合同编号和收款人；补充协议填写原合同的编号和收款人",
    pass_en="Name the contract and the payee; a supplement names those of its contract.",
)
CONTRACT_IS_NAMED = rule(
    "contract-is-named",
    zh="预付、计量、拨付和核减须对应一份已承诺的合同",
    en="Advances, verifications, payments and reductions belong to a committed contract.",
    pass_zh="该项目的合同：{contracts}；请填写其中一个编号",
    pass_en="The project's contracts are {contracts}; name one.",
)
PAYEE_OF_THE_CONTRACT = rule(
    "payee-of-the-contract",
    zh="收款人须为合同的收款人",
    en="The payee is the contract's.",
    pass_zh="合同 {contract} 的收款人为 {payee}；收款人变更请先更正支出承诺",
    pass_en="The payee of {contract} is {payee}; correct the commitment if that has changed.",
)
NOT_BELOW_THE_WORK = rule(
    "not-below-the-work",
    zh="支出承诺不得核减到已计量验收与未抵扣预付款之和以下",
    en="A commitment is not reduced below the verified work and the outstanding advance.",
    pass_zh="最多可核减 {available:money}，还差 {needs:money}；未抵扣的预付款可先退款",
    pass_en="At most {available} fen can come off, {needs} fewer; an advance can be returned first.",
)
WITHIN_WHAT_WAS_PAID = rule(
    "within-what-was-paid",
    zh="退款不超过未抵扣的预付款，或该次验收已拨付的金额",
    en="What returns is outstanding advance, or was paid for the verification named.",
    pass_zh="可退 {available:money}，还差 {needs:money}",
    pass_en="{available} fen can be returned; {needs} fen are missing.",
)
VERIFICATION_OF_THE_CONTRACT = rule(
    "verification-of-the-contract",
    zh="验收序号须为该合同已有的验收",
    en="The verification is one of the contract's.",
    pass_zh="合同 {contract} 的验收序号：{known}",
    pass_en="The contract {contract} has the verifications {known}.",
)
RETENTION_WITHIN_LIMIT = rule(
    "retention-within-limit",
    zh="质保金不超过累计计量的规定比例，也不超过本次应付（建设工程质量保证金管理办法）",
    en="Retention stays within its share of the verified work, and within what is due"
    " (measures on construction quality deposits).",
    pass_zh="最多可留 {available:money}（累计计量的 {percent}%），多了 {needs:money}",
    pass_en="At most {available} fen can be retained ({percent}% of all verified), {needs} fewer.",
)
RETENTION_HAS_ITS_DAY = rule(
    "retention-has-its-day",
    zh="质保金须约定返还日期，缺陷责任期不超过规定年限",
    en="Retention has an agreed day of release, within the longest period of liability.",
    pass_zh="请填写 {earliest} 至 {latest} 之间的返还日期；未留质保金则不填",
    pass_en="Name a day from {earliest} to {latest}; none where nothing is retained.",
)
RETENTION_IS_RELEASED = rule(
    "retention-is-released",
    zh="质保金到返还日期才返还",
    en="Retention is given back once its day has come.",
    pass_zh="已到期的质保金 {available:money}，还差 {needs:money}",
    pass_en="{available} fen have come due; {needs} fen are missing.",
)
ENTRY_IS_ON_RECORD = rule(
    "entry-is-on-record",
    zh="更正须指明已有的分录：种类、项目（或镇）和序号",
    en="A correction names an entry on record: its kind, its project or town, and its number.",
    pass_zh="已有：{known}",
    pass_en="On record are {known}.",
)
CORRECTION_KEEPS_THE_CHAIN = rule(
    "correction-keeps-the-chain",
    zh="更正后，后续环节的金额仍须成立",
    en="What rests on an entry still stands after its correction.",
    pass_zh="最多可减 {available:money}，还差 {needs:money}；请先更正或退回后续环节",
    pass_en="At most {available} fen can come off, {needs} fewer; correct or return what rests on"
    " it first.",
)
CONFIRMED_AFTER_DELIVERY = rule(
    "confirmed-after-delivery",
    zh="双方确认结算金额的日期不早于交付，也不晚于验收当日",
    en="The amount is confirmed after delivery, and before it is recorded.",
    pass_zh="请填写 {earliest} 至 {latest} 之间的日期",
    pass_en="Name a day from {earliest} to {latest}.",
)
GENERAL_ENDS_AT_ALLOCATION = rule(
    "general-ends-at-allocation",
    zh="一般性转移支付到下达为止，由受款方统筹使用",
    en="A general transfer ends with its allocation; the receiver disposes of it.",
    pass_zh="支出承诺请使用专项资金，{fund} 为一般性转移支付",
    pass_en="Commit money of a special fund; {fund} is a general transfer.",
)
TOWN_OF_THE_PROJECT = rule(
    "town-of-the-project",
    zh="镇须为该笔资金所下达项目的镇",
    en="The town is the one whose project received the money.",
    pass_zh="该项目属于 {town}",
    pass_en="The project belongs to {town}.",
)
WITHIN_ALLOCATION = rule(
    "within-allocation",
    zh="支出承诺不超过下达",
    en="Commitments stay within what the project was allocated.",
    pass_zh="尚可承诺 {available:money}，还差 {needs:money}",
    pass_en="{available} fen can still be committed; {needs} fen are missing.",
)
WITHIN_COMMITMENT = rule(
    "within-commitment",
    zh="计量验收不超过支出承诺",
    en="Verified work stays within the commitments.",
    pass_zh="尚可验收 {available:money}，还差 {needs:money}",
    pass_en="{available} fen can still be verified; {needs} fen are missing.",
)
WITHIN_VERIFICATION = rule(
    "within-verification",
    zh="拨付不超过计量验收（预付款已抵扣）",
    en="Payments stay within the verified work, advances set off.",
    pass_zh="尚可拨付 {available:money}，还差 {needs:money}",
    pass_en="{available} fen can still be paid; {needs} fen are missing.",
)
WITHIN_ADVANCE_LIMIT = rule(
    "within-advance-limit",
    zh="预付不超过支出承诺的 {percent}%，也不超过未完成的工作量",
    en="Advances stay within {percent}% of the commitment, and within the work still to come.",
    pass_zh="尚可预付 {available:money}，还差 {needs:money}",
    pass_en="{available} fen can still be advanced; {needs} fen are missing.",
)
DELIVERED_BEFORE_VERIFIED = rule(
    "delivered-before-verified",
    zh="交付日期不晚于验收当日",
    en="Work is delivered before it is verified.",
    pass_zh="{delivered_on} 尚未到",
    pass_en="{delivered_on} has not come yet.",
)
PAYMENT_WITHIN_THE_LAWS_LIMIT = rule(
    "payment-within-the-laws-limit",
    zh="合同约定的付款期限不得超过法定上限（保障中小企业款项支付条例）",
    en="A contract's payment limit stays within the law's longest.",
    pass_zh="最长 {longest} 天，合同为 {days} 天",
    pass_en="{longest} days at most; the contract has {days}.",
)
