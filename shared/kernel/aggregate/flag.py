"""A flag 预警: it stands from when something is late until its issue is resolved (RZ-3.3.c)."""

from collections.abc import Container

from shared.kernel.aggregate.rules import Rule, refuse

FLAG_STANDS = Rule(
    "flag-stands",
    "RZ-3.3.c",
    zh="只能解除尚存的预警",
    en="Only a standing flag can be cleared.",
    pass_zh="没有预警 {key}",
    pass_en="There is no flag {key}.",
)


def require_flag(flags: Container[str], key: str) -> None:
    """Raises `Refused` where no such flag stands."""
    if key not in flags:
        refuse(FLAG_STANDS, key=key)
