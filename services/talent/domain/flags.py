"""A flag 预警: it stands from when something is late until its issue is resolved (RZ-3.3.c)."""

from shared.kernel.aggregate import Rule, refuse

CLAUSE = "RZ-3.3.c"

FLAG_STANDS = Rule(
    "talent-flag-stands",
    CLAUSE,
    zh="只能解除尚存的预警",
    en="Only a standing flag can be cleared.",
    pass_zh="没有预警 {key}",
    pass_en="There is no flag {key}.",
)


def require_flag(flags: frozenset[str], key: str) -> None:
    if key not in flags:
        refuse(FLAG_STANDS, key=key)
