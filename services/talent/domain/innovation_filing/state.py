"""InnovationFiling (`innovation-filing-<filing>`): what a town tries is put on file (RZ-3.2.c)."""

from dataclasses import dataclass
from typing import Literal, assert_never

from shared.kernel.aggregate import Aggregate, to_named, to_town
from shared.schemas.copying import replace
from shared.schemas.talent import innovation_filing as filings

CLAUSE = filings.CLAUSE

Stage = Literal["none", "opened", "filed", "returned", "accepted", "concluded"]
STAGES: dict[Stage, str] = {
    "none": "未备案",
    "opened": "待备案",
    "filed": "已提交待答复",
    "returned": "已退回",
    "accepted": "已备案",
    "concluded": "已总结",
}


@dataclass(frozen=True, slots=True)
class InnovationFiling:
    """`silent`: its receiver did not answer in time."""

    town: str = ""
    county: str = ""
    stage: Stage = "none"
    title: str = ""
    filed: filings.InnovationFiled | None = None
    silent: bool = False
    flags: frozenset[str] = frozenset()


INNOVATION_FILING = Aggregate(
    "innovation-filing",
    InnovationFiling(),
    key="filing",
    title="创新备案",
    sight=[to_town(), to_named()],
)


@INNOVATION_FILING.evolve
def evolve(filing: InnovationFiling, event: filings.Event) -> InnovationFiling:
    match event:
        case filings.InnovationFilingOpened(town=town, county=county, title=title):
            return InnovationFiling(town, county, "opened", title)
        case filings.InnovationFiled(town=town, county=county, title=title):
            return InnovationFiling(town, county, "filed", title, event, flags=filing.flags)
        case filings.FilingReturned():
            return replace(filing, stage="returned", silent=False)
        case filings.FilingAccepted():
            return replace(filing, stage="accepted", silent=False)
        case filings.FilingAmended():
            return filing
        case filings.InnovationConcluded():
            return replace(filing, stage="concluded")
        case filings.FilingUnanswered():
            return replace(filing, silent=True, flags=filing.flags | {"answer"})
        case filings.InnovationFilingFlagCleared(key=key):
            return replace(filing, flags=filing.flags - {key})
    assert_never(event)
