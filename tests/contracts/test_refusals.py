"""What a refusal says has every value in it: no text shows a `{placeholder}`, none fails."""

import ast
import importlib
import string
from collections.abc import Iterator
from pathlib import Path

from shared.kernel.aggregate import Refused, Rule

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


def named_in(rule: Rule) -> set[str]:
    texts = (rule.zh, rule.en, rule.pass_zh, rule.pass_en)
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


def refusals() -> Iterator[tuple[str, Rule, set[str] | None]]:
    """Where the code refuses, by which rule, with which values; None where they are computed."""
    for folder in ("services", "shared"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
            named = [c for c in calls if isinstance(c.func, ast.Name) and c.func.id in REFUSALS]
            if not named:
                continue
            relative = path.relative_to(ROOT)
            module = importlib.import_module(".".join(relative.with_suffix("").parts))
            for call in named:
                rule = _rule(module, call.args[0])
                if rule:
                    names = {keyword.arg for keyword in call.keywords}
                    given = None if None in names else {name for name in names if name}
                    yield f"{relative}:{call.lineno}", rule, given


def _rule(module: object, node: ast.expr) -> Rule | None:
    value = None
    if isinstance(node, ast.Name):
        value = getattr(module, node.id, None)
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        value = getattr(getattr(module, node.value.id, None), node.attr, None)
    return value if isinstance(value, Rule) else None
