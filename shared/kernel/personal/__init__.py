"""Personal data: sealed at the door with a key a person, opened at the face, erased with the key."""

from shared.kernel.personal.vault import PERSON_NOT_ERASED, Vault

__all__ = ["PERSON_NOT_ERASED", "Vault"]
