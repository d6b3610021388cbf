"""What a matter's address says of it."""

from shared.workbench.catalogue import Declared


def split(declared: Declared, stream: str) -> tuple[str, str]:
    """A stream's category and its id: a category may have hyphens too."""
    categories = {c["aggregate"] for c in declared.commands.values()}
    fitting = [c for c in categories if stream.startswith(f"{c}-")]
    category = max(fitting, key=len, default="")
    return category, stream.removeprefix(f"{category}-")
