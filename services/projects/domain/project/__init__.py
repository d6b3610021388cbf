"""Project 重点项目, RZ-2.1.a: its state, its rules, and its commands by what they do."""

from services.projects.domain.project import (
    admission,
    application,
    experts,
    limits,
    progress,
    tasks,
)
from services.projects.domain.project.state import PROJECT

PROJECT.takes(application, admission, experts, progress, limits, tasks)
