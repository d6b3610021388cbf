"""New fiscal capacity: the base, closed years, what towns claim and get (RZ-2.2.e)."""

from datetime import date
from typing import Any

from deploy.demo.story import Programme, Story
from shared.policy.loader import registry

BASE_YEAR = 2022
CLAIMED_YEARS = (2023, 2024, 2025)
CLAIMS_TOO_MUCH = ("taoluo", 2024)
SPLIT_FEN = 800_000_00


def capacities(programme: Programme, figures: dict[str, Any]) -> None:
    corrected = {one["town"]: one for one in figures["capacity_correction"]}
    for town, (base, *years) in figures["capacity"].items():
        programme.story(date(2023, 7, 25)).give(
            "finance", "set-base-capacity", "finance",
            town=town, document=f"演示-财力核定-{BASE_YEAR}", **_made_of(base),
        )  # fmt: skip
        for year, yuan in enumerate(years, start=BASE_YEAR + 1):
            back = _given_back(corrected.get(town), year, yuan)
            _settle(programme, town, year, yuan, base, back)
    for correction in figures["capacity_correction"]:
        programme.story(correction["on"]).give(
            "finance", "settle-year", "finance",
            town=correction["town"], year=correction["year"],
            document="演示-审计决定〔2025〕3号", reason=correction["reason"],
            **_made_of(correction["yuan"]),
        )  # fmt: skip
    _slip(programme, figures["capacity_slip"])


def _settle(programme: Programme, town: str, year: int, yuan: int, base: int, back: int) -> None:
    """Settled in the next year; the county hands over what is claimed, less what was too much of
    an earlier year."""
    story = programme.story(date(year + 1, 2, 5))
    story.give(
        "finance", "settle-year", "finance",
        town=town, year=year, document=f"演示-财力结算-{year}", **_made_of(yuan),
    )  # fmt: skip
    if year in CLAIMED_YEARS and yuan > base:
        fen = (yuan - base) * 100
        story.after(20).give(
            "finance", "claim-increment", town,
            town=town, year=year, amount_fen=fen, document=f"演示-申领-{town}-{year}",
        )  # fmt: skip
        if (town, year) == CLAIMS_TOO_MUCH:
            _claim_again(story.then(), town, year, fen)
        _hand_over(story.after(10), town, year, fen - back)


def _claim_again(story: Story, town: str, year: int, fen: int) -> None:
    """The second claim of a town had two uses on one slip: it is split in two."""
    story.give(
        "finance", "correct-increment-claim", town,
        town=town, claim=2, amount_fen=fen - SPLIT_FEN, reason="一张申领单列了两项用途，拆分申领",
        document=f"演示-申领更正-{town}-{year}",
    )  # fmt: skip
    story.then().give(
        "finance", "claim-increment", town,
        town=town, year=year, amount_fen=SPLIT_FEN, document=f"演示-申领-{town}-{year}-2",
    )  # fmt: skip


def _hand_over(story: Story, town: str, year: int, fen: int) -> None:
    story.give(
        "finance", "hand-over-increment", _keeper(town),
        town=town, year=year, amount_fen=fen, document=f"演示-财力划转-{town}-{year}",
    )  # fmt: skip


def _slip(programme: Programme, slip: dict[str, Any]) -> None:
    """A hand-over entered too high, set right the day that it is seen; the rest follows."""
    story = programme.story(slip["on"])
    story.give(
        "finance", "correct-increment-handover", _keeper(slip["town"]),
        town=slip["town"], year=slip["year"], amount_fen=slip["yuan"] * 100,
        reason=slip["reason"], document=f"演示-更正单-{slip['town']}-{slip['year']}",
    )  # fmt: skip
    _hand_over(story.then(), slip["town"], slip["year"], slip["rest"] * 100)


def _given_back(correction: dict[str, Any] | None, year: int, yuan: int) -> int:
    """What an audit of the year before left the town with too much of, in fen."""
    if correction is None or correction["year"] != year - 1:
        return 0
    return int(correction["was"] - correction["yuan"]) * 100


def _made_of(yuan: int) -> dict[str, int]:
    """A capacity in fen with what it is made of: a fifth of it transfers, a twentieth remitted."""
    fen, transfers, remitted = yuan * 100, yuan * 20, yuan * 5
    own = fen - transfers + remitted
    return {
        "capacity_fen": fen, "own_revenue_fen": own, "transfers_fen": transfers,
        "remitted_fen": remitted,
    }  # fmt: skip


def _keeper(town: str) -> str:
    return f"{registry().county_of(town)}-finance"
