"""One parameter of an address, or header: how it is read, and what it must be, in words and in OpenAPI."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from shared.face.http.problem import INVALID, Problem
from shared.policy.languages import Text


@dataclass(frozen=True)
class Parameter:
    """`read` gives its text's value (None: it can't be read); `must` says what it must be,
    `schema` says the same in OpenAPI. Left out it is `default`; a `required` one is not left out.
    """

    place: ClassVar[str] = "query"
    name: str
    title: str
    must: Text
    read: Callable[[str], Any]
    schema: Mapping[str, Any]
    default: Any = None
    required: bool = False

    def value(self, texts: list[str]) -> Any:
        """Its value. Raises `Problem` 422; given twice, nobody knows which one is meant."""
        if len(texts) > 1:
            raise self.wrong(Text("只能出现一次", "given once"))
        if not texts:
            if self.required:
                raise self.wrong(self.must)
            return self.default
        return self.value_of(texts[0])

    def value_of(self, text: str) -> Any:
        """The value of a text. Raises `Problem` 422."""
        value = self.read(text)
        if value is None:
            raise self.wrong(self.must)
        return value

    def wrong(self, must: Text) -> Problem:
        """What to raise for a value that is not as it must be."""
        return invalid_parameter(self.name, must)

    def described(self) -> dict[str, Any]:
        """The parameter object of OpenAPI."""
        schema = dict(self.schema)
        if self.default is not None:
            schema["default"] = self.default
        told = {"name": self.name, "in": self.place, "description": self.title, "schema": schema}
        return told | {"required": True} if self.required else told

    def described_many(self) -> dict[str, Any]:
        """The same for one that may be given several times."""
        many = {"type": "array", "items": dict(self.schema)}
        return self.described() | {"style": "form", "explode": True, "schema": many}

    def described_free(self) -> dict[str, Any]:
        """The same for parameters of any name."""
        free = {"type": "object", "additionalProperties": dict(self.schema)}
        return self.described() | {"style": "form", "explode": True, "schema": free}


def invalid_parameter(name: str, must: Text) -> Problem:
    """A parameter of the query that can't be taken; `must` says what it is to be."""
    return Problem(
        INVALID,
        Text(f"参数 {name} {must.zh}", f"Parameter {name} must be {must.en}."),
        errors=[{"field": name, "message": f"Must be {must.en}.", "message_zh": must.zh}],
    )
