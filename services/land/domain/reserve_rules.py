"""The rules of a county's reserve of construction land, RZ-2.3.g. Areas in square metres."""

from shared.aggregate import Rule

CLAUSE = "RZ-2.3.g"

COUNTY_IS_REGISTERED = Rule(
    "county-is-registered",
    CLAUSE,
    zh="预留规模按登记在册的区县设账",
    en="A reserve is kept for a county of the registry.",
    pass_zh="请核对区县的编号：{county}",
    pass_en="Check the county's id: {county}.",
)
RESERVE_WITHIN_SCALE = Rule(
    "reserve-within-scale",
    CLAUSE,
    zh="预留规模不超过建设用地规模",
    en="The reserve is part of the construction scale.",
    pass_zh="建设用地规模 {scale} 平方米，预留 {reserved} 平方米",
    pass_en="The scale is {scale} m², the reserve {reserved} m²; change one of them first.",
)
RESERVE_COVERS_DRAWS = Rule(
    "reserve-covers-draws",
    CLAUSE,
    zh="使用总量不超过预留规模",
    en="Draws stay within the reserve.",
    pass_zh="尚可使用 {available} 平方米，还差 {needs} 平方米",
    pass_en="{available} m² can still be drawn; {needs} m² are missing.",
)
PILOTS_FIRST = Rule(
    "pilots-first",
    CLAUSE,
    zh="预留规模优先布局到试点镇，用于其他镇须说明理由",
    en="The reserve serves pilot towns first; a draw for another town records why.",
    pass_zh="{town} 不是试点镇，请填写理由（试点镇需求如何满足）",
    pass_en="{town} is no pilot: give the reason (how the pilots' demand is met).",
)
