"""The published language of the people service."""

from shared.schemas.people import person, person_appointment, person_deputy, sign_in

__all__ = ["person", "person_appointment", "person_deputy", "sign_in"]
