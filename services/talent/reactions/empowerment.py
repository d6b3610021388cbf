"""What follows here from a pilot reform that was approved (RZ-3.2.c)."""

from collections.abc import Iterable

from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.empowerment import pilot_reform as reforms
from shared.schemas.talent import innovation_filing as filings


@reaction(reforms.ReformApproved)
def filing_opens(event: reforms.ReformApproved, _: EventMeta) -> Iterable[object]:
    """A reform's innovation filing opens by itself; its town files what belongs to it."""
    yield filings.OpenInnovationFiling(
        event.reform, town=event.town, title=event.title, reform=event.reform
    )
