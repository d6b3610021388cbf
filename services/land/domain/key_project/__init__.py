"""KeyProject 重点项目用地, RZ-2.3.e and f: its state, its rules, and its commands by what they do."""

from services.land.domain.key_project import changes, coordination, nomination, tasks
from services.land.domain.key_project.state import KEY_PROJECT

KEY_PROJECT.takes(nomination, coordination, changes, tasks)
