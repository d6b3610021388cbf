"""Rules and refusals: each names the clause and what would make the command pass."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from string import Formatter
from typing import Any, NoReturn

from shared.policy.languages import Text, money

_MONEY, _THOUSANDTHS = "money", "thousandths"
_ID = re.compile(r"(?<![\w-])[a-z][a-z0-9-]*(?![\w-])")
"""What may be the id of an organisation or place."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the policy, stated once.

    `zh` and `en` state the rule; `pass_zh` and `pass_en` say what would make the command pass;
    all of them with `{names}` for the values given to `refuse`, in Chinese `{names:money}` where
    these are fen, `{names:thousandths}` where they are those. What is `relaxable` says who may,
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
        return self.in_words(str)

    def in_words(self, called: Callable[[str], str]) -> Text:
        """The same, with organisations and places in Chinese as they are `called`."""
        rule = self.rule
        told = Text(f"{rule.zh}；{rule.pass_zh}", f"{rule.en} {rule.pass_en}")
        return self._fill(told, called)

    @property
    def stated(self) -> Text:
        """The rule alone, where it isn't known yet what is asked for."""
        return self._fill(Text(self.rule.zh, self.rule.en), str)

    @property
    def zh(self) -> str:
        return self.said.zh

    @property
    def en(self) -> str:
        return self.said.en

    def __str__(self) -> str:
        return f"{self.rule.name} ({self.rule.clause}): {self.en}"

    def _fill(self, told: Text, called: Callable[[str], str]) -> Text:
        zh = _Chinese(called).vformat(told.zh, (), self.values)
        return Text(zh, told.en.format(**self.values))


class _Chinese(Formatter):
    """Says amounts in 万元 or 元, and ids by what they are called."""

    def __init__(self, called: Callable[[str], str]) -> None:
        self._called = called

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec == _THOUSANDTHS:
            return f"{value / 1000:,.3f}".rstrip("0").rstrip(".")
        if format_spec == _MONEY:
            return money(value) if isinstance(value, int) else f"{value} 分"
        if isinstance(value, str) and not format_spec:
            return _ID.sub(lambda found: self._called(found[0]), value)
        return str(super().format_field(value, format_spec))


def refuse(rule: Rule, **values: Any) -> NoReturn:
    """Refuse the command under a rule. The values fill the rule's texts."""
    raise Refused(rule, values)
