"""The rules of linked quotas and their proceeds, RZ-2.3.h. Areas in square metres."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-2.3.h"

rule = RulesOf(CLAUSE)
TOWN_IN_SCOPE = rule(
    "town-in-scope",
    zh="指标台账按试点镇设立",
    en="The ledger is kept for the pilot towns of the clause.",
    pass_zh="{town} 不在本条适用范围",
    pass_en="{town} is outside the clause's scope.",
    relaxable=True,
)
ID_IS_NEW = rule(
    "id-is-new",
    zh="台账内的编号不得重复",
    en="An id is used once in a town's ledger.",
    pass_zh="{id} 已登记",
    pass_en="{id} is on the ledger; use another.",
)
SOCIAL_HAS_CONTRACT = rule(
    "social-has-contract",
    zh="社会资本投资的复垦按合同约定，合同、留用方式和投资方比例须载明；财政投资的不适用",
    en="A socially funded lot follows its contract, which is given; a public one has none.",
    pass_zh="请填写合同编号、留用方式和不超过100的投资方比例",
    pass_en="Give the contract, its mode and the investor's share of at most 100 percent.",
)
LOT_IS_ACCEPTED = rule(
    "lot-is-accepted",
    zh="指标来自已验收的复垦批次",
    en="Quota comes from a lot that was accepted.",
    pass_zh="已验收批次：{lots}",
    pass_en="Accepted lots: {lots}.",
)
FILED_WITHIN_ACCEPTED = rule(
    "filed-within-accepted",
    zh="备案面积不超过验收面积",
    en="What is filed stays within what was accepted.",
    pass_zh="尚可备案 {available} 平方米",
    pass_en="{available} m² can still be filed.",
)
ACCEPTED_COVERS_FILED = rule(
    "accepted-covers-filed",
    zh="更正后的验收面积不小于已备案面积",
    en="A corrected acceptance still covers what is filed.",
    pass_zh="批次 {lot} 已备案 {filed} 平方米，请先更正备案",
    pass_en="{filed} m² of lot {lot} are filed; correct the filing first.",
)
FILED_COVERS_TAKEN = rule(
    "filed-covers-taken",
    zh="更正后的备案面积不小于已使用与已流转之和",
    en="A corrected filing still covers what is used and transferred.",
    pass_zh="批次 {lot} 已使用 {used}、已流转 {transferred} 平方米，请先退回使用、核减用地或解除流转共 {needs} 平方米",
    pass_en="Of lot {lot} {used} m² are used and {transferred} transferred; return uses, reduce "
    "allocations or cancel transfers of {needs} m² first.",
)
USE_OF_A_NEED = rule(
    "use-of-a-need",
    zh="退回的是农民和农村需求的使用，不超过其现有面积；项目用地请办理核减或退回用地",
    en="What is returned belongs to the use of a need, within what it has; a project's land is "
    "reduced or returned by its request.",
    pass_zh="使用 {use} 可退回 {area} 平方米",
    pass_en="{area} m² of use {use} can be returned.",
)
QUOTA_REMAINS = rule(
    "quota-remains",
    zh="使用与流转之和不超过备案面积",
    en="What is used and transferred stays within what was filed.",
    pass_zh="批次 {lot} 剩余 {available} 平方米，还差 {needs} 平方米",
    pass_en="Lot {lot} has {available} m² left; {needs} m² are missing.",
)
LOCAL_NEEDS_FIRST = rule(
    "local-needs-first",
    zh="优先保障本镇农民安置和农村发展用地，剩余指标须足以满足在册需求",
    en="Farmers' and rural needs of the town come first: what remains must cover them.",
    pass_zh="在册需求 {open} 平方米，此后仅剩 {left} 平方米",
    pass_en="Needs on record are {open} m²; only {left} m² would remain.",
)
NEED_IS_OPEN = rule(
    "need-is-open",
    zh="使用面积不超过在册需求尚未满足的面积",
    en="A use answers a need on record, within what is still open of it.",
    pass_zh="需求 {need} 尚未满足 {open} 平方米",
    pass_en="{open} m² of need {need} are still open.",
)
LOT_IS_NAMED = rule(
    "lot-is-named",
    zh="使用指标安排用地须指明批次",
    en="Land from quota names the lot that it comes from.",
    pass_zh="请填写批次：{lots}",
    pass_en="Name one of the lots: {lots}.",
)
KEPT_WHOLE = rule(
    "kept-whole",
    zh="指标全部留作镇域自用，不得流转",
    en="The town keeps all of this quota: none is transferred.",
    pass_zh="该批次的留用方式为“全部”",
    pass_en="The lot's mode is `all`; use it within the town.",
)
TOWN_REFUSED_FIRST = rule(
    "town-refused-first",
    zh="指标优先留作镇域自用，流转前须征询镇，镇放弃或答复期满后方可流转",
    en="The town has first refusal: it must have let go of the quota, or not answered in time.",
    pass_zh="请先就该批次不少于 {area} 平方米征询，并等待答复或期满",
    pass_en="Offer the town at least {area} m² of this lot, and wait for its answer or the limit.",
)
MODE_IS_FIRST_REFUSAL = rule(
    "mode-is-first-refusal",
    zh="只有优先留用的指标需要征询",
    en="Only quota under first refusal is offered to the town.",
    pass_zh="该批次的留用方式为“{mode_zh}”",
    pass_en="The lot's mode is {mode}.",
)
OFFER_IS_OPEN = rule(
    "offer-is-open",
    zh="只能答复尚在答复期内的征询",
    en="An offer is answered while it is open.",
    pass_zh="待答复的征询：{offers}",
    pass_en="Open offers: {offers}.",
)
PROVINCIAL_PLATFORM = rule(
    "provincial-platform",
    zh="跨市流转须在省级平台进行",
    en="Quota crosses to another city only on the provincial platform.",
    pass_zh="请通过省级平台流转",
    pass_en="Transfer it on the provincial platform.",
)
TRANSFER_ON_RECORD = rule(
    "transfer-on-record",
    zh="入账收益对应已登记的流转，且不超过其价款",
    en="Proceeds belong to a transfer on record and stay within its price.",
    pass_zh="流转 {transfer} 尚可入账 {available_fen:money}",
    pass_en="{available_fen} fen of transfer {transfer} can still be booked.",
)
PROCEEDS_STAY = rule(
    "proceeds-stay",
    zh="收益全部或优先留作镇域自用：全部留用的不得让出，优先留用的经镇同意方可让出",
    en="Proceeds stay: all of them, or, by first refusal, all but what the town lets go.",
    pass_zh="留用方式为“{mode_zh}”，镇应得 {town_fen:money}；让出须附镇同意文号且不超过应得",
    pass_en="The mode is {mode}, the town's part {town_fen} fen; letting go needs its consent.",
)
PROCEEDS_ARE_EARMARKED = rule(
    "proceeds-are-earmarked",
    zh="指标收益专项用于土地综合整治和农村建设（山东省土地整治条例第37、38条）",
    en="Proceeds are earmarked for consolidation.",
    pass_zh="可用于：{purposes_zh}",
    pass_en="They may serve: {purposes}.",
)
SPENT_WITHIN_HANDED_OVER = rule(
    "spent-within-handed-over",
    zh="支出不超过已划转到镇的留用收益，已支出的不得收回或冲销",
    en="What is spent stays within what was handed over to the town.",
    pass_zh="已划转尚未支出 {available_fen:money}，另有 {owed_fen:money}待区县财政部门划转",
    pass_en="{available_fen} fen are in hand; the county's finance department still owes "
    "{owed_fen} fen.",
)
ENTRY_IS_BOOKED = rule(
    "entry-is-booked",
    zh="划转和更正对应已入账的收益",
    en="A hand-over or a correction belongs to proceeds that were booked.",
    pass_zh="已入账：{entries}",
    pass_en="Booked entries: {entries}.",
)
HANDED_OVER_WITHIN_RETAINED = rule(
    "handed-over-within-retained",
    zh="划转不超过该笔收益的镇留用部分",
    en="What is handed over stays within what the town keeps of the entry.",
    pass_zh="入账 {entry} 尚待划转 {owed_fen:money}",
    pass_en="{owed_fen} fen of entry {entry} are still owed.",
)
RETAINED_COVERS_HANDED_OVER = rule(
    "retained-covers-handed-over",
    zh="更正后的镇留用收益不小于已划转的",
    en="A corrected entry still covers what was handed over of it.",
    pass_zh="入账 {entry} 已划转 {handed_over_fen:money}，请先由区县财政部门更正划转（镇退回）",
    pass_en="{handed_over_fen} fen of entry {entry} were handed over; have the hand-over corrected "
    "first.",
)
TRANSFER_STANDS = rule(
    "transfer-stands",
    zh="更正和解除只针对有效的流转",
    en="A transfer is corrected or cancelled while it stands.",
    pass_zh="有效的流转：{transfers}",
    pass_en="Transfers that stand: {transfers}.",
)
PRICE_COVERS_BOOKED = rule(
    "price-covers-booked",
    zh="更正后的价款不小于已入账的",
    en="A corrected price still covers what was booked of it.",
    pass_zh="流转 {transfer} 已入账 {booked_fen:money}，请先更正入账",
    pass_en="{booked_fen} fen of transfer {transfer} are booked; correct the entry first.",
)
PRICE_IS_GIVEN_BACK = rule(
    "price-is-given-back",
    zh="解除流转前须退还已收价款",
    en="What was received of the price is given back before a transfer is cancelled.",
    pass_zh="流转 {transfer} 已入账 {booked_fen:money}，请先退付并将入账更正为零",
    pass_en="{booked_fen} fen of transfer {transfer} are booked; give them back and correct the "
    "entries to nothing.",
)
SPENDING_ON_RECORD = rule(
    "spending-on-record",
    zh="更正对应已登记的支出",
    en="A correction belongs to a spending on record.",
    pass_zh="已登记的支出：{spendings}",
    pass_en="Spendings on record: {spendings}.",
)
