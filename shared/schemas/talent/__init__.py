"""The published language of the talent service."""

from shared.schemas.talent import secondment

__all__ = ["secondment"]
