"""The published language of the people service."""

from shared.schemas.people import (
    erasure,
    person,
    person_agreement,
    person_appointment,
    person_deputy,
    sign_in,
)

__all__ = [
    "person_agreement",
    "erasure",
    "person",
    "person_appointment",
    "person_deputy",
    "sign_in",
]
