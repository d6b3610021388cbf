"""The foot of printed pages, as a style sheet: nothing else can put a text into pages' margins."""

MOST = 600


def stylesheet(text: str, *, wide: bool = False) -> str:
    """`text` at the left, the page's number at the right. Whatever stands in it stays a text. What is
    `wide` lies."""
    escaped = "".join(_escaped(char) for char in text[:MOST])
    size = "size: A4 landscape; " if wide else ""
    return f'@page {{ {size}@bottom-left {{ content: "{escaped}"; }} }}\n'


def _escaped(char: str) -> str:
    return char if char.isalnum() else f"\\{ord(char):x} "
