"""The domain of projects; importing it registers every command of its aggregates."""

from services.projects.domain import admission, application, green_channel, readiness

__all__ = ["admission", "application", "green_channel", "readiness"]
