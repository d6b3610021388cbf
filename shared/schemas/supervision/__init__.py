"""The published language of the supervision service."""

from shared.schemas.supervision import cause, issue

__all__ = ["cause", "issue"]
