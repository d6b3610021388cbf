"""What who deploys is given follows from services.toml."""

import pytest

from deploy.generate import FILES, ROOT


@pytest.mark.parametrize("name", FILES)
def test_what_follows_from_the_list_of_services_is_up_to_date(name: str) -> None:
    stands = (ROOT / name).read_text(encoding="utf-8")
    assert stands == FILES[name](), "run `make docs` and commit"
