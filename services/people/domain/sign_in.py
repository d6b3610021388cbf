"""SignIn 登录标识 (`sign-in-<hash>`): the person that a subject of the identity provider is.

The stream is named by a hash: a subject may be long, and is nobody's business.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import assert_never

from shared.kernel.aggregate import (
    Aggregate,
    Context,
    Events,
    RulesOf,
    elsewhere,
    refuse,
    to_organisation,
)
from shared.schemas.people import sign_in

rule = RulesOf("design")
SUBJECT_IS_ONE_PERSON = rule(
    "subject-is-one-person",
    zh="一个登录标识只属于一名人员",
    en="A subject of the identity provider is one person.",
    pass_zh="该标识已登记给另一名人员，请核对；确属登记有误的，由登记单位先行更正",
    pass_en="It is another person's on the register: check it, and have a wrong one corrected first.",
)


@dataclass(frozen=True, slots=True)
class SignIn:
    """`person` is empty while nobody has the subject."""

    person: str = ""


SIGN_IN = Aggregate(
    "sign-in",
    SignIn(),
    key="sign_in",
    title="登录标识占用",
    sight=[to_organisation("organization")],
)
SIGN_IN.asks_nobody("随人员登记和更正")


@SIGN_IN.evolve
def evolve(_: SignIn, event: sign_in.Event) -> SignIn:
    match event:
        case sign_in.SignInTaken(person=person):
            return SignIn(person)
        case sign_in.SignInReleased():
            return SignIn()
    assert_never(event)


def sign_in_id(subject: str) -> str:
    """The id of the stream of a subject; providers tell capitals from small letters."""
    return sha256(subject.encode()).hexdigest()


def take(subject: str, person: str, context: Context) -> Events:
    """Make a subject a person's. Its stream must be guarded."""
    id = sign_in_id(subject)
    if context.guard(SignIn, id).person not in ("", person):
        refuse(SUBJECT_IS_ONE_PERSON)
    return elsewhere(SignIn, id, [sign_in.SignInTaken(id, person=person)])


def release(subject: str, person: str) -> Events:
    id = sign_in_id(subject)
    return elsewhere(SignIn, id, [sign_in.SignInReleased(id, person=person)])
