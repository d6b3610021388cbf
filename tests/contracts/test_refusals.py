"""What a refusal says has every value in it: no text shows a `{placeholder}`, none fails."""

import ast
import importlib
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from shared.kernel.aggregate import Refused, Rule
from tests.contracts.codes_said import Names

ROOT = Path(__file__).parents[2]
REFUSALS = ("refuse", "refuse_unless_opened")


def test_every_refusal_gives_the_values_that_its_rule_names() -> None:
    sites = list(refusals())
    assert len(sites) > 200
    lacking = [
        f"{where}: {rule.name} lacks {', '.join(sorted(missing))}"
        for where, rule, given in sites
        if given is not None and (missing := named_in(rule) - given)
    ]
    assert not lacking, "\n".join(lacking)


def test_a_value_stands_in_the_rule_as_well_as_in_what_would_pass() -> None:
    rule = Rule(
        "r", "design", zh="超过 {n} 分", en="Above {n} fen.", pass_zh="至 {n}", pass_en="To {n}."
    )
    refused = Refused(rule, {"n": 7, "reason": "{n}"})
    assert (refused.zh, refused.en) == ("超过 7 分；至 7", "Above 7 fen. To 7.")


def test_a_refusal_in_chinese_says_amounts_and_organisations_as_people_do() -> None:
    rule = Rule(
        "r",
        "design",
        zh="由{who}办理",
        en="By {who}.",
        pass_zh="还差 {n:money}",
        pass_en="{n} fen.",
    )
    refused = Refused(rule, {"who": "reform、taoluo-pier", "n": 123_000_000})
    names = {"reform": "市发展和改革委员会"}
    said = refused.in_words(lambda code: names.get(code, code))
    assert said.zh == "由市发展和改革委员会、taoluo-pier办理；还差 123 万元"
    assert said.en == "By reform、taoluo-pier. 123000000 fen."


def test_no_rule_says_fen_in_chinese() -> None:
    rules = {rule.reference: rule for _, rule, _ in refusals()}
    assert [r for r, rule in rules.items() if "} 分" in rule.zh + rule.pass_zh] == []


def test_no_rule_says_a_code_in_chinese() -> None:
    """In its own text, or by a value that is one: `…_zh` beside it says the word."""
    rules = {rule.reference: rule for _, rule, _ in refusals()}
    latin = re.compile(r"[a-z]{3,}(?![a-z-])")
    texts = {r: literal(rule.zh) + literal(rule.pass_zh) for r, rule in rules.items()}
    assert {r: text for r, text in texts.items() if latin.search(text)} == {}
    assert [
        f"{where}: {rule.name} says {value.arg}={ast.unparse(value.value)}"
        for where, rule, call, names in calls()
        for value in call.keywords
        if value.arg in placeholders(rule.zh, rule.pass_zh) and names.give_a_code(value.value)
    ] == []


def test_what_a_value_holds_is_told_from_annotations() -> None:
    source = """
def decide(fund: Fund, cmd: funds.RegisterFund, context):
    giving = context.guard(Fund, cmd.fund)
    kinds = [one.source for one in (fund, giving)]
"""
    [function] = ast.parse(source).body
    assert isinstance(function, ast.FunctionDef)
    names = Names(function, importlib.import_module("services.finance.domain.fund.chain"))

    def is_a_code(text: str) -> bool:
        return names.give_a_code(ast.parse(text, mode="eval").body)

    for code in ("cmd.source", "giving.kind", "fund.source or '—'", "', '.join({fund.kind})"):
        assert is_a_code(code) is not code.startswith("', '"), code
    assert not any(map(is_a_code, ("cmd.fund", "fund.free_fen", "say(funds.FundKind, fund.kind)")))


def literal(text: str) -> str:
    return "".join(said for said, _, _, _ in string.Formatter().parse(text))


def named_in(rule: Rule) -> set[str]:
    return placeholders(rule.zh, rule.en, rule.pass_zh, rule.pass_en)


def placeholders(*texts: str) -> set[str]:
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


def refusals() -> Iterator[tuple[str, Rule, set[str] | None]]:
    """Where the code refuses, by which rule, with which values; None where they are computed."""
    for where, rule, call, _ in calls():
        names = {keyword.arg for keyword in call.keywords}
        yield where, rule, None if None in names else {name for name in names if name}


@cache
def calls() -> list[tuple[str, Rule, ast.Call, Names]]:
    return list(_calls())


def _calls() -> Iterator[tuple[str, Rule, ast.Call, Names]]:
    """Where the code refuses, by which rule, and what the names there hold."""
    for folder in ("services", "shared"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            if not any(f"{name}(" in text for name in REFUSALS):
                continue
            relative = path.relative_to(ROOT)
            module = importlib.import_module(".".join(relative.with_suffix("").parts))
            for function in ast.walk(ast.parse(text)):
                if isinstance(function, ast.FunctionDef):
                    for call in refusing(function):
                        if rule := _rule(module, call.args[0]):
                            yield f"{relative}:{call.lineno}", rule, call, Names(function, module)


def refusing(function: ast.FunctionDef) -> Iterator[ast.Call]:
    for node in ast.walk(function):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in REFUSALS:
                yield node


def _rule(module: object, node: ast.expr) -> Rule | None:
    value = None
    if isinstance(node, ast.Name):
        value = getattr(module, node.id, None)
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        value = getattr(getattr(module, node.value.id, None), node.attr, None)
    return value if isinstance(value, Rule) else None
