"""The types of states say what stands in them: a service asks mypy to look away nowhere."""

from pathlib import Path

SERVICES = Path(__file__).parents[2] / "services"


def test_no_error_of_types_is_ignored_in_a_service() -> None:
    files = list(SERVICES.rglob("*.py"))
    ignoring = [str(f) for f in files if "type: ignore" in f.read_text(encoding="utf-8")]
    assert len(files) > 200
    assert not ignoring
