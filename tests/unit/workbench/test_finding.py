"""搜索: how what was found is called."""

from shared.workbench.pages.finding import _about
from shared.workbench.words.meaning import Meaning


def test_a_row_without_a_name_is_about_the_first_thing_that_it_refers_to_beside_itself_and_places():
    references = {"request": "land-request", "town": "town", "project": "project", "use": ""}
    columns = [
        Meaning.of_column({"name": name, "title": name, "type": "string", "reference": thing})
        for name, thing in references.items()
    ]
    row = {"request": "r-1", "town": "taoluo", "project": "pier", "use": "industry"}
    assert _about(row, "request", columns) == ("project", "pier")
    assert _about({**row, "project": ""}, "request", columns) is None
