"""待办: who files, who answers (RZ-3.2.c)."""

from services.talent.domain.innovation_filing.filing import (
    accept_filing,
    file_innovation,
    return_filing,
)
from services.talent.domain.innovation_filing.limits import answer_limit
from services.talent.domain.innovation_filing.state import (
    CLAUSE,
    INNOVATION_FILING,
    STAGES,
    InnovationFiling,
)
from shared.kernel.aggregate import TOWN, Over, Task, Tasks, Wait, organisation


@INNOVATION_FILING.tasks
def tasks(filing: InnovationFiling) -> Tasks:
    title = filing.title
    if filing.stage in ("opened", "returned"):
        yield Task("filing", [TOWN], f"备案“{title}”", [file_innovation], clause=CLAUSE)
    elif filing.stage == "filed" and filing.filed:
        who, about = [organisation(filing.filed.receiver)], f"接收或退回“{title}”的备案"
        yield Task("answer", who, about, [accept_filing, return_filing], answer_limit(filing))
    elif filing.stage == "accepted":
        yield Wait(f"“{title}”实施中，期满总结")
    else:
        yield Over(STAGES[filing.stage])
