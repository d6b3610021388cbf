"""Where a value is known already 一次填报: what was told once is offered, not asked again.

    "payee": term("收款人", known=known("fund", by="fund", alike=("project", "contract")))

In a command that has the fields `by` and `alike`, the value is the one in the last event of the
stream `fund-<fund>` that tells of the same project and contract. A form offers it with its source,
and takes another one: that is what the command then says.
"""

import hashlib
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Known:
    """The `field` of the last event in the stream `<stream>-<by>` whose fields `alike` are as the
    form has them, as far as it has; of another `service` where it is named."""

    stream: str
    by: str
    field: str = ""
    alike: tuple[str, ...] = ()
    service: str = ""

    def told(self, name: str) -> dict[str, Any]:
        """The same in JSON, for the field of this name."""
        told: dict[str, Any] = {"stream": self.stream, "by": self.by, "field": self.field or name}
        if self.alike:
            told["alike"] = list(self.alike)
        return told | {"service": self.service} if self.service else told


def known(
    stream: str, *, by: str, field: str = "", alike: tuple[str, ...] = (), service: str = ""
) -> Known:
    """Declare where a value is known; `field` is named as the form's own unless another is said."""
    return Known(stream, by, field, alike, service)


def digest_of(value: Any) -> str:
    """What tells two values of a field apart, of an event as of its JSON, without saying them."""
    return hashlib.sha256(str(value).encode()).hexdigest()
