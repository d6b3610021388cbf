"""What finance notes when programme has confirmed a town's yearly assessment (RZ-1.a, RZ-2.2.f)."""

from collections.abc import Iterable

from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.finance import assessed_town
from shared.schemas.programme import town_assessment_result


@reaction(town_assessment_result.YearAssessed)
def score_is_noted(event: town_assessment_result.YearAssessed, meta: EventMeta) -> Iterable[object]:
    """A criterion of a later award round may rest on it."""
    yield assessed_town.NoteYearAssessed(
        event.town, year=event.year, score_thousandths=event.score_thousandths,
        decided_on=event.decided_on, document=event.document,
    )  # fmt: skip
