"""A page's address, or a form, holds whatever somebody wrote there: it names no other part of a
service than it says."""

import pytest

from shared.workbench.faces import Declined, Faces
from shared.workbench.forms.reading import read
from shared.workbench.person import Person
from shared.workbench.settings import ServicePlace
from shared.workbench.signing_in import safe
from shared.workbench.words.meaning import of_schema
from tests.days import today

NOBODY = Person("zhangsan", "张三", "taoluo")


@pytest.mark.parametrize(
    "stream", ["../commands", "%2e%2e/commands", "..", "x?limit=1", "x#y", "x\\y", "./x"]
)
def test_a_path_leads_nowhere_else(stream: str):
    """Refused before a token is made or anybody asked."""
    faces = Faces({"land": ServicePlace("land", "http://127.0.0.1:1", "自然资源")}, _no_token)
    with pytest.raises(Declined) as no:
        faces.ask(NOBODY, "land", "GET", f"/streams/{stream}")
    assert no.value.status == 404


@pytest.mark.parametrize("said", ["{", "[" * 100_000, "9" * 5_000])
def test_an_attachment_that_no_upload_made_is_told_at_its_field(said: str):
    attachment = {"type": "object", "properties": {"sha256": {"type": "string"}}}
    schema = {
        "type": "object",
        "properties": {
            "attachments": {"type": "array", "x-kind": "attachment", "items": attachment}
        },
    }
    found = read(of_schema(schema), {"attachments": [said]}, today())
    assert list(found.errors) == ["attachments"]


@pytest.mark.parametrize(
    "page", ["//evil", "/\\evil", "/\t/evil", "https://evil/x", "javascript:x", "//[", ""]
)
def test_one_goes_back_to_a_page_of_ours(page: str):
    assert safe(page) == "/"
    own = "/ledgers/land/parcel-ledger?town=taoluo&name=涛雒 [1]"
    assert safe(own) == own


def _no_token(person: Person, service: str) -> str:
    raise AssertionError("nobody is asked")
