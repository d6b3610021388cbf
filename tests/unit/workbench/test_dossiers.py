"""What a dossier is headed by."""

import pytest

from shared.workbench.pages.dossiers import called


@pytest.mark.parametrize(
    ("kind", "id", "name", "says"),
    [
        ("project", "taoluo-pier", "演示-渔港码头", "演示-渔港码头"),
        ("town", "taoluo", "", "涛雒镇"),
        # A town that has had money of a fund sees that event, and not the fund's ledger.
        ("fund", "city-general-2026", "", "资金档案（city-general-2026）"),
    ],
)
def test_what_its_reader_knows_by_no_name_is_called_by_its_kind_and_number(
    kind: str, id: str, name: str, says: str
) -> None:
    assert called(kind, id, name) == says
