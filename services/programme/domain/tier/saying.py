"""Stages and tiers as refusals say them: in Chinese by their words, in English by their names."""

from collections.abc import Mapping

from shared.schemas.programme.stages import (
    AcceptanceStage,
    NominationStage,
    TierLevel,
    WarningStage,
)
from shared.schemas.words import words_of

NOMINATIONS = words_of(NominationStage)
ACCEPTANCES = words_of(AcceptanceStage)
WARNINGS = words_of(WarningStage)
LEVELS = {**words_of(TierLevel), "none": "未纳入梯次"}


def stages(words: Mapping[str, str], now: str, *needed: str) -> dict[str, str]:
    """How it stands, and how it must for what was asked; without that, nothing is needed."""
    return {
        "stage": words[now], "stage_en": now,
        "needed": "、".join(words[one] for one in needed), "needed_en": ", ".join(needed),
    }  # fmt: skip


def level(now: str) -> dict[str, str]:
    """A tier."""
    return {"level": LEVELS[now], "level_en": now}
