"""Project 重点项目, RZ-2.1.a: its state, its rules, and its commands by what they do."""

from services.projects.domain.project import admission, application, limits, progress, tasks
from services.projects.domain.project.state import PROJECT

PROJECT.takes(application, admission, progress, limits, tasks)
