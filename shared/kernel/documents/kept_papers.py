"""存档文书: papers kept as they were drawn, each with what it rests on. Every service may keep some.

A paper is drawn of several services' ledgers, which go on; what was sent stays. Its content is a
document, which the event that keeps it cites by its hash, beside the position and the hash of each
log that it was drawn as of: who doubts it draws it again as of there.
"""

from datetime import date
from typing import Any

from shared.kernel.aggregate import Aggregate, to_party
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, view
from shared.policy.local_time import LOCAL_TIME
from shared.schemas.kinds import OrganisationId, Sha256
from shared.schemas.platform import PaperKept

KEPT_PAPERS: Aggregate[None] = Aggregate(
    "kept-paper", None, key="organisation", title="存档文书", sight=[to_party("organisation")]
)
KEPT_PAPERS.evolve(lambda state, _: state)
KEPT_PAPERS.asks_nobody("只作存档")


@view("kept-papers", title="存档文书", key="event", version=1, of=KEPT_PAPERS)
class KeptPaper(Row):
    """`content` is the hash of the document, `drawn` what it rests on."""

    event: str = column("存档编号")
    title: str = column("文书")
    about: str = column("所述")
    organisation: OrganisationId = column("单位")
    person: str = column("存档人")
    kept_on: date | None = column("存档日期")
    paper: str = column("文书种类")
    stream: str = column("案卷")
    content: Sha256 = column("内容哈希")
    drawn: list[dict[str, Any]] = column("依据", factory=list)


def _event_id(_: PaperKept, meta: EventMeta) -> str:
    return meta.event_id


@KeptPaper.on(PaperKept, key=_event_id)
def kept(row: KeptPaper, event: PaperKept, meta: EventMeta) -> KeptPaper:
    return KeptPaper(
        event=row.event,
        title=event.title,
        about=event.about,
        organisation=event.organisation,
        person=meta.called,
        kept_on=meta.effective_at.astimezone(LOCAL_TIME).date(),
        paper=event.paper,
        stream=meta.stream,
        content=event.attachments[0].sha256,
        drawn=[{"service": d.service, "position": d.position, "hash": d.hash} for d in event.drawn],
    )
