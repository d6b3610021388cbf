"""The one place where personal values are sealed and opened.

A command's are sealed at the door, before it is decided; all that follows, in memory, log, views,
tasks and messages, has the sealed text alone. The face opens what it tells who may read it.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from shared.kernel.aggregate import Rule, refuse
from shared.kernel.log.batch import UnstorableText
from shared.kernel.log.database import Database
from shared.kernel.log.person_keys import PersonKeys
from shared.kernel.personal.seal import (
    Place,
    Tampered,
    fingerprint,
    new_secret,
    place_of,
    seal,
    unseal,
)
from shared.schemas.personal import personal_fields, subject_field
from shared.schemas.sealed import is_sealed, sealed_texts

D = TypeVar("D")

ERASED = "已删除"
UNREADABLE = "无法解密"
"""Its key is lost, or somebody changed it: the log says which, `zhenxing verify`."""

PERSON_NOT_ERASED = Rule(
    "person-not-erased",
    "design",
    zh="个人信息已删除的人员，不再以原编号记录",
    en="Of a person whose data were erased nothing is recorded under the same number.",
    pass_zh="{person} 的个人信息已删除，请使用新的人员编号",
    pass_en="The data of {person} were erased; give the person a new number.",
)


class Vault:
    """Seals and opens for one service. Any call may raise `StoreUnavailable`."""

    def __init__(self, database: Database) -> None:
        self.keys = PersonKeys(database)

    def sealed(self, data: D, stream: str, command: str) -> D:
        """A command's data with its personal values sealed; others as they are.

        Raises `Refused` for a person who was erased.
        """
        return self._sealed(data, stream, command, keep=True)

    def rehearsed(self, data: D, stream: str, command: str) -> D:
        """As `sealed`, for what nobody keeps: with a key that is forgotten at once."""
        return self._sealed(data, stream, command, keep=False)

    def fingerprinted(self, data: Any) -> dict[str, str]:
        """What stands for each personal value where two commands are told apart."""
        names = _said(data)
        if not names:
            return {}
        secret = self._secret(getattr(data, subject_field(type(data))), keep=True)
        return {name: fingerprint(secret, getattr(data, name)) for name in names}

    def opened(self, sealed: Iterable[str]) -> dict[str, str]:
        """The texts of sealed ones; of who was erased, that it was."""
        places = {one: _place(one) for one in sealed}
        secrets = self.keys.known({p.person for p in places.values() if p})
        return {one: _open(one, place, secrets) for one, place in places.items()}

    def _sealed(self, data: D, stream: str, command: str, *, keep: bool) -> D:
        names = _said(data)
        if not names:
            return data
        person = getattr(data, subject_field(type(data)))
        secret = self._secret(person, keep=keep)
        said: dict[str, Any] = {
            name: seal(
                secret,
                Place(person, stream, name, command.replace("-", "")),
                getattr(data, name),
            )
            for name in names
        }
        sealed: D = replace(data, **said)  # type: ignore[type-var]
        return sealed

    def _secret(self, person: str, *, keep: bool) -> bytes:
        known = self.keys.known([person])
        secret = self.keys.keep(person, new_secret()) if keep else known.get(person, new_secret())
        if secret is None:
            refuse(PERSON_NOT_ERASED, person=person)
        return secret


def _said(data: object) -> list[str]:
    """The personal fields that say something."""
    return [name for name in personal_fields(type(data)) if getattr(data, name)]


def _place(sealed: str) -> Place | None:
    try:
        return place_of(sealed)
    except Tampered:
        return None


def _open(sealed: str, place: Place | None, secrets: dict[str, bytes | None]) -> str:
    if place is None or place.person not in secrets:
        return UNREADABLE
    secret = secrets[place.person]
    if secret is None:
        return ERASED
    try:
        return unseal(secret, sealed)
    except Tampered:
        return UNREADABLE


def check_sealed(event: object, personal: Iterable[str]) -> None:
    """Raise `ValueError` where a personal value of an event would reach the log in clear."""
    for name in personal:
        value = getattr(event, name)
        if value and not is_sealed(value):
            raise ValueError(f"{type(event).__name__}.{name} is not sealed")


def check_unfeigned(event: object, personal: Iterable[str], text: str) -> None:
    """Raise `UnstorableText` where something else than a personal value looks like a sealed one:
    other services would be given its hash alone."""
    if sealed_texts(text) > sum(1 for name in personal if getattr(event, name)):
        raise UnstorableText(f"a text of {type(event).__name__} feigns to be a sealed one")
