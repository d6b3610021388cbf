"""PowerList 赋权事项清单, RZ-2.6.a: its state, its rules, and its commands by what they do."""

from services.empowerment.domain.power_list import drafting, hearing, issuing, limits, tasks
from services.empowerment.domain.power_list.state import POWER_LIST

POWER_LIST.takes(drafting, hearing, issuing, limits, tasks)
