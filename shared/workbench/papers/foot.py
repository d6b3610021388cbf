"""The foot of printed pages, as a style sheet: nothing else can put a text into pages' margins."""

MOST = 600


def stylesheet(text: str) -> str:
    """`text` at the left, the page's number at the right. Whatever stands in it stays a text."""
    escaped = "".join(_escaped(char) for char in text[:MOST])
    return f'@page {{ @bottom-left {{ content: "{escaped}"; }} }}\n'


def _escaped(char: str) -> str:
    return char if char.isalnum() else f"\\{ord(char):x} "
