"""Person 人员: the register of who holds which duty for which organisation."""

from services.people.domain.person import agreeing, appointing, deputies, limits, registering, tasks
from services.people.domain.person.state import PERSON

PERSON.takes(registering, agreeing, appointing, deputies, limits, tasks)
