"""What raises an issue when something about cadres is late in the talent service (RZ-3.2).

Tolerance cases are none of its matters: what is late there is told to the deciding body alone.
"""

from services.supervision.reactions.late import late
from shared.schemas.talent import establishment_request as requests
from shared.schemas.talent import innovation_filing as filings

late_posts_raise_an_issue = late(
    requests.EstablishmentStepOverdue, "增编申请{step}超期：{name}",
    "增编申请“{name}”应于 {due_on} 前{step}。",
    of=("posts", "{step}", "{request}"), key="{step}",
    why="the county's staffing office handles the issue.",
)  # fmt: skip
unanswered_filing_raises_an_issue = late(
    filings.FilingUnanswered, "创新备案未按时答复：{name}",
    "创新备案“{name}”应于 {due_on} 前接收或退回。",
    of=("filing", "{filing}"), key="answer", why="the receiver of the filing handles the issue.",
)  # fmt: skip
