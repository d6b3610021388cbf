"""登录标识 (design): one subject of the identity provider is one person at a time."""

from shared.schemas.events import event
from shared.schemas.kinds import Identifier

CLAUSE = "design"


@event("people", clause=CLAUSE, title="登录标识占用")
class SignInTaken:
    """`sign_in` is made from the subject, which stands in the person's own stream alone."""

    sign_in: Identifier
    person: Identifier


@event("people", clause=CLAUSE, title="登录标识释放")
class SignInReleased:
    """The person has another subject now."""

    sign_in: Identifier
    person: Identifier


Event = SignInTaken | SignInReleased
