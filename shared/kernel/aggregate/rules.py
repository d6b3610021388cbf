"""Rules and refusals: each names the clause and what would make the command pass."""

from dataclasses import dataclass, field
from typing import Any, NoReturn

from shared.policy.languages import Text


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the policy, stated once.

    `zh` and `en` state the rule; `pass_zh` and `pass_en` say what would make the command pass;
    all of them with `{names}` for the values given to `refuse`. What is `relaxable` says who may,
    never how much: a pilot reform with its authorising document may open it in its town.
    """

    name: str
    clause: str
    zh: str
    en: str
    pass_zh: str
    pass_en: str
    relaxable: bool = False

    @property
    def reference(self) -> str:
        """By which a reform names it, as in `RZ-2.3.j/town-in-scope`."""
        return f"{self.clause}/{self.name}"


@dataclass(frozen=True, slots=True)
class RulesOf:
    """Declares the rules of one clause, so that each is its two sentences and what would pass.

    rule = RulesOf("RZ-2.2.c")
    PROJECT_IS_LIVE = rule("project-is-live", zh=..., en=..., pass_zh=..., pass_en=...)
    """

    clause: str

    def __call__(
        self, name: str, *, zh: str, en: str, pass_zh: str, pass_en: str, relaxable: bool = False
    ) -> Rule:
        return Rule(name, self.clause, zh, en, pass_zh, pass_en, relaxable)


# Not frozen: whoever passes an exception on, such as a context manager, sets its traceback.
@dataclass(eq=False)
class Refused(Exception):
    """A command ran into a rule. `values` are what the rule's texts and the caller need."""

    rule: Rule
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def said(self) -> Text:
        """The rule, and what would make the command pass."""
        rule = self.rule
        return Text(
            f"{rule.zh}；{rule.pass_zh}".format(**self.values),
            f"{rule.en} {rule.pass_en}".format(**self.values),
        )

    @property
    def zh(self) -> str:
        return self.said.zh

    @property
    def en(self) -> str:
        return self.said.en

    def __str__(self) -> str:
        return f"{self.rule.name} ({self.rule.clause}): {self.en}"


def refuse(rule: Rule, **values: Any) -> NoReturn:
    """Refuse the command under a rule. The values fill the rule's texts."""
    raise Refused(rule, values)
