"""The rules of the green channel (RZ-2.1.b)."""

from shared.aggregate import Rule

CLAUSE = "RZ-2.1.b"

CHANNEL_IS_OPEN = Rule(
    "channel-is-open",
    CLAUSE,
    zh="绿色通道只为在库项目开通",
    en="The green channel is for projects in the library.",
    pass_zh="该项目已出库，通道已关闭",
    pass_en="The project has left; its channel is closed.",
)
CODE_BEFORE_PERMITS = Rule(
    "code-before-permits",
    "RZ-2.1.a",
    zh="办理许可前须有项目代码",
    en="A project needs its national code before any permit.",
    pass_zh="请先登记项目代码",
    pass_en="Record the code first.",
)
PERMIT_IS_LISTED = Rule(
    "permit-is-listed",
    CLAUSE,
    zh="许可事项须在该项目的许可清单内",
    en="The permit is one of those that the project needs.",
    pass_zh="清单为：{listed}；{permit} 不在其中",
    pass_en="The list is {listed}; {permit} is not on it.",
)
PERMIT_STATUS_ALLOWS = Rule(
    "permit-status-allows",
    CLAUSE,
    zh="该许可当前状态不能办理此项",
    en="The permit is not at the point for this.",
    pass_zh="现为“{status}”，须为：{needed}",
    pass_en="It must be one of: {needed_en}; it is: {status_en}.",
)
DECIDED_BY_WHO_ACCEPTED = Rule(
    "decided-by-who-accepted",
    CLAUSE,
    zh="许可由受理单位作出决定",
    en="Who accepted a permit decides it.",
    pass_zh="须由 {acceptor} 决定",
    pass_en="It is for {acceptor_en} to decide.",
)
FLAG_STANDS = Rule(
    "flag-stands",
    "RZ-3.3.c",
    zh="只能解除尚存的预警",
    en="Only a standing flag can be cleared.",
    pass_zh="{permit} 没有预警",
    pass_en="{permit} carries none.",
)
