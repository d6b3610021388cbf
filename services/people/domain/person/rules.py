"""The rules of the register of people."""

from shared.kernel.aggregate import RulesOf

rule = RulesOf("design")

ID_IS_NO_PERSONAL_NUMBER = rule(
    "id-is-no-personal-number",
    zh="人员编号和登录标识不得为身份证号码或手机号码",
    en="Neither id nor subject is a number of an identity card or of a telephone.",
    pass_zh="请改用系统建议的编号，登录标识用身份提供方的内部标识",
    pass_en="Take the id that is proposed, and the provider's own identifier (sub) as subject.",
)
REGISTERED = rule(
    "person-is-registered",
    zh="人员须在册",
    en="The person is on the register.",
    pass_zh="该人员已于 {removed_on} 注销，需要时先恢复",
    pass_en="The person was removed on {removed_on}; reinstate them first where that is meant.",
)
REMOVED = rule(
    "person-was-removed",
    zh="只有已注销的人员才需恢复",
    en="Only a person who was removed is reinstated.",
    pass_zh="该人员在册，可直接任职",
    pass_en="The person is on the register: appoint them.",
)
OWN_PERSON = rule(
    "person-is-ones-own",
    zh="人员信息由其任职单位、登记单位或市委组织部办理",
    en="What concerns a person is done by whom they work for, or who registered them.",
    pass_zh="请由 {who} 的人员管理员办理",
    pass_en="Have it done by an administrator of {who}.",
)
NO_OTHER_ORGANISATION = rule(
    "removal-touches-no-other-organisation",
    zh="人员还在其他单位任职的，不得由一个单位注销",
    en="One organisation does not remove a person who is also appointed at another.",
    pass_zh="请只终止本单位的任职；确需注销的由市委组织部办理（还在 {others} 任职）",
    pass_en="End your own appointments; the organisation department removes (also at {others}).",
)
NO_OTHER_S_NAME = rule(
    "correction-touches-no-other-organisation",
    zh="人员还在其他单位任职的，其姓名和登录标识不得由一个单位更正",
    en="One organisation does not say who signs in as a person also appointed at another.",
    pass_zh="请由市委组织部更正（还在 {others} 任职）",
    pass_en="Have the organisation department correct it (also at {others}).",
)
OWN_APPOINTMENT = rule(
    "appointment-is-ones-own",
    zh="任职由本单位的人员管理员办理，不得代其他单位办理",
    en="An appointment is the business of its own organisation's administrator, of no other's.",
    pass_zh="请由 {organisation} 办理",
    pass_en="Have it done by {organisation}.",
)
APPOINTMENT_IS_OPEN = rule(
    "appointment-is-open",
    zh="任职须存在且未终止",
    en="The appointment exists and has not ended.",
    pass_zh="请核对任职序号 {number}；已终止的须重新任职",
    pass_en="Check the number {number}; make a new appointment where the old one has ended.",
)
AGREED_BY_EMPLOYER = rule(
    "second-appointment-is-agreed",
    zh="人员在其他单位任职的，须经该单位同意方可任职",
    en="A person who works for another organisation is appointed once that one has agreed.",
    pass_zh="请 {employer} 的人员管理员先办理“同意任职”",
    pass_en="Have an administrator of {employer} agree first (agree-to-appointment).",
)
EMPLOYER_AGREES = rule(
    "employer-agrees",
    zh="同意其他单位任职由人员现任职单位或者市委组织部办理",
    en="To a second appointment agrees whom the person works for, or the organisation department.",
    pass_zh="请由 {employer} 办理",
    pass_en="Have it done by {employer}.",
)
AGREED_TO_ANOTHER = rule(
    "agreed-to-another",
    zh="拟任职单位须在登记册中，且不是人员现任职单位",
    en="What is agreed to is an appointment at an organisation for which the person does not work.",
    pass_zh="请核对单位 {organisation}；现任职单位自行任职，无需同意",
    pass_en="Check {organisation}; whom the person works for already needs nobody to agree.",
)
AGREEMENT_IS_OPEN = rule(
    "agreement-is-open",
    zh="须有尚未使用的同意",
    en="There is an agreement that was not used yet.",
    pass_zh="对 {organisation} 没有待用的同意；已任职的由其办理离任",
    pass_en="None is open for {organisation}; where it has appointed, it ends the appointment.",
)
HAS_DUTIES = rule(
    "appointment-has-duties",
    zh="任职须至少有一项职责，每项只列一次",
    en="An appointment has one duty or more, each once.",
    pass_zh="请列明职责",
    pass_en="Name the duties.",
)
HAS_A_TERM = rule(
    "appointment-has-a-term",
    zh="任职起止日期须先后相接，登记不得晚于起始日过久",
    en="A term ends on or after the day it begins, and is recorded soon after it began.",
    pass_zh="起始日期须不早于 {earliest}，截止日期须不早于起始日期和今天",
    pass_en="It begins on {earliest} or later, and does not end before that day or today.",
)
NOT_HELD_TWICE = rule(
    "duty-is-not-held-twice",
    zh="同一单位的同一职责同一时间只任一次",
    en="A duty for one organisation is held once at a time.",
    pass_zh="请先终止原任职，或调整起止日期：{duties_zh}",
    pass_en="End the earlier appointment first, or change the days: {duties}.",
)
DUTIES_GO_TOGETHER = rule(
    "duties-go-together",
    zh="不相容职责不得由同一人在同一单位同时担任",
    en="Duties that exclude each other are not held together for one organisation.",
    pass_zh="请由他人担任，或先终止其一：{duties_zh}",
    pass_en="Have another person hold one of them, or end it first: {duties}.",
)
KNOWN_ORGANISATION = rule(
    "organisation-is-known",
    zh="单位须在登记册中",
    en="The organisation stands in the registry.",
    pass_zh="没有单位 {organisation}",
    pass_en="There is no organisation {organisation}.",
)
ENDS_AHEAD = rule(
    "end-is-ahead",
    zh="离任日期不得早于任职起始日和今天，不得晚于原截止日期",
    en="An appointment ends neither before it began, nor before today, nor after its last day.",
    pass_zh="离任日期须在 {earliest} 至 {latest} 之间",
    pass_en="It ends between {earliest} and {latest}.",
)
EXTENDED_BEYOND = rule(
    "term-grows",
    zh="续任须有原截止日期，且晚于原截止日期和昨天",
    en="A term that has an end is extended beyond that end.",
    pass_zh="新的截止日期须晚于 {until}",
    pass_en="The new last day is after {until}.",
)
DEPUTY_IS_ANOTHER = rule(
    "deputy-is-another",
    zh="代理人不得为被代理人本人",
    en="Nobody deputises for themself.",
    pass_zh="请指定另一名人员",
    pass_en="Name another person.",
)
DEPUTY_IS_OF_THE_ORGANISATION = rule(
    "deputy-is-of-the-organisation",
    zh="代理人须在同一单位任职，且任期覆盖代理期间",
    en="A deputy is appointed at the same organisation for all of the time.",
    pass_zh="请指定 {organisation} 在任的人员，或缩短代理期间",
    pass_en="Name somebody who is appointed at {organisation}, or shorten the time.",
)
PRINCIPAL_HOLDS_IT = rule(
    "principal-holds-it",
    zh="被代理人须在代理期间担任该职",
    en="Whoever is deputised for holds the appointment for all of the time.",
    pass_zh="请核对被代理人的任职序号和期限",
    pass_en="Check the number and the term of the principal's appointment.",
)
NOT_DEPUTISED_ON = rule(
    "administration-is-not-deputised",
    zh="人员管理员和运维职责不得代理，须另行任职",
    en="Neither administration nor operation is deputised: appoint somebody.",
    pass_zh="请对代理人另行任职",
    pass_en="Appoint the other person.",
)
DEPUTISING_IS_SHORT = rule(
    "deputising-is-short",
    zh="代理自今天或以后起，不超过规定期限",
    en="A deputy acts from today or later on, for no longer than the limit.",
    pass_zh="代理期间须在 {earliest} 至 {latest} 之间",
    pass_en="The time lies between {earliest} and {latest}.",
)
DEPUTISING_IS_OPEN = rule(
    "deputising-is-open",
    zh="代理须存在且未结束",
    en="The deputising exists and has not ended.",
    pass_zh="请核对代理序号 {number}",
    pass_en="Check the number {number}.",
)
