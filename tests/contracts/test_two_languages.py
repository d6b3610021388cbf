"""What is said in Chinese and English travels as one `Text`, its halves in their places."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
CHINESE = re.compile("[一-鿿]")


def test_every_text_says_chinese_first_and_then_english():
    written = nodes("from shared.policy.languages import")
    said = [(where, *halves(node)) for where, node in written if is_text(node)]
    assert len(said) > 100
    astray = [where for where, zh, en in said if chinese(zh) < chinese(en)]
    assert not astray, f"Text(zh, en) with its halves swapped: {astray}"


def test_no_function_takes_the_halves_of_a_text_apart():
    apart = [f"{where} {n.name}" for where, n in nodes("en: str") if isinstance(n, ast.FunctionDef) and takes_halves(n)]  # fmt: skip
    assert not apart, f"take one `Text` instead of zh and en: {apart}"


def takes_halves(function: ast.FunctionDef) -> bool:
    """By position, where they can be swapped unseen."""
    names = {argument.arg for argument in function.args.args}
    return any(n.endswith("zh") and f"{n.removesuffix('zh')}en" in names for n in names)


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text"


def halves(node: ast.AST) -> tuple[str, ...]:
    """The words that stand in the source, without the values that are put between them."""
    assert isinstance(node, ast.Call) and not node.keywords
    if len(node.args) != 2:
        return "", ""  # its halves come from elsewhere
    return tuple(
        "".join(
            c.value
            for c in ast.walk(half)
            if isinstance(c, ast.Constant) and isinstance(c.value, str)
        )  # fmt: skip
        for half in node.args
    )


def chinese(text: str) -> int:
    return len(CHINESE.findall(text))


def nodes(having: str) -> Iterator[tuple[str, ast.AST]]:
    """What is written in the files that have a word in them."""
    for room in ("shared", "services", "deploy"):
        for path in sorted((ROOT / room).rglob("*.py")):
            source = path.read_text(encoding="utf-8")
            for node in ast.walk(ast.parse(source)) if having in source else ():
                yield f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}", node
