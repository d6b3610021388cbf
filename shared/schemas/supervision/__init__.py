"""The published language of the supervision service."""

from shared.schemas.supervision import cause, issue, issue_course, issue_supervision

__all__ = ["cause", "issue", "issue_course", "issue_supervision"]
