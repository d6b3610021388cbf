"""A city's own pack calls sheets and their columns as its clerks do."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.land.domain.parcel.state import PARCEL
from shared.face.imports.template import Template, template
from shared.policy.pack import VARIABLE, copy
from shared.policy.sheets import FILE, NoSuchTemplate, Sheet, sheets
from tests.unit.imports.books import FUNDS, OFFERED

SAID = """
[parcels]
title = "闲置地台账"
headings = { parcel = "地块代码", area = "净面积（平方米）" }
notes = ["地块代码由县局编制。"]
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "pack"
    copy(folder)
    monkeypatch.setenv(VARIABLE, str(folder))
    sheets.cache_clear()
    yield folder / FILE
    sheets.cache_clear()


def declared() -> Template:
    """The release's template of parcels, declared anew."""
    known = OFFERED["parcels"]
    return template(
        known.name,
        PARCEL,
        known.command,
        title=known.title,
        view=known.view,
        example=known.example,
        columns=known.columns,
        shape=known.shape,
        notes=known.notes,
    )


def test_the_releases_pack_leaves_every_sheet_as_it_is_declared(own: Path) -> None:
    assert sheets() == dict.fromkeys(OFFERED, Sheet())
    assert declared() == OFFERED["parcels"]


def test_a_pack_that_was_copied_before_there_were_any_is_taken(own: Path) -> None:
    own.unlink()
    assert declared() == OFFERED["parcels"]


def test_a_sheet_its_columns_and_those_beside_them_are_called_as_the_pack_says(own: Path) -> None:
    own.write_text(SAID, encoding="utf-8")
    said, released = declared(), OFFERED["parcels"]
    assert said.title == "闲置地台账"
    assert said.title_of("parcel") == "地块代码"
    assert [c.beside for c in said.columns if c.field == "area"] == ["净面积（亩）"]
    assert said.notes == (*released.notes, "地块代码由县局编制。")
    others = [c for c in said.columns if c.field not in ("parcel", "area")]
    assert others == [c for c in released.columns if c.field not in ("parcel", "area")]


@pytest.mark.parametrize(
    ("headings", "told"),
    [
        ('{ nothing = "无" }', "no columns nothing"),
        ('{ area = "净面积" }', "must end in （平方米）"),
        ('{ parcel = "镇" , town = "镇" }', "stands twice"),
    ],
)
def test_headings_that_no_sheet_can_have_are_refused(own: Path, headings: str, told: str) -> None:
    own.write_text(f"[parcels]\nheadings = {headings}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=told):
        declared()


def test_a_name_that_is_no_template_s_is_refused(own: Path) -> None:
    own.write_text('[parcel]\ntitle = "闲置地台账"\n', encoding="utf-8")
    with pytest.raises(NoSuchTemplate, match="parcel"):
        sheets()


def test_a_service_that_is_given_the_pack_offers_the_sheet(own: Path) -> None:
    own.write_text('[funds]\nheadings = { fund = "资金代码" }\n', encoding="utf-8")
    asked = "from services.finance.imports import FUNDS; print(FUNDS.columns[0].title)"
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-c", asked], env=env, capture_output=True, text=True)
    assert done.stdout == "资金代码\n", done.stderr
    assert FUNDS.title_of("fund") == "资金编号"
