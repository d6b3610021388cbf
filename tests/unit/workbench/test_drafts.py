"""Drafts are kept as many and as large as one file can hold for everybody."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.workbench.session.store import DRAFT_BYTES, MOST_DRAFTS, NotKept, Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path / "workbench.sqlite")
    yield made
    made.close()


def test_nobody_has_more_drafts_than_some_and_is_told_what_helps(store: Store):
    for number in range(MOST_DRAFTS):
        store.keep_draft("somebody", f"supervision/raise-issue/{number}", {"title": ["灯"]})
    with pytest.raises(NotKept, match="放弃不用的"):
        store.keep_draft("somebody", "supervision/raise-issue/more", {"title": ["灯"]})
    store.keep_draft("somebody", "supervision/raise-issue/0", {"title": ["路"]})  # the same again
    store.keep_draft("another", "supervision/raise-issue/more", {"title": ["灯"]})
    store.drop_draft("somebody", "supervision/raise-issue/1")
    store.keep_draft("somebody", "supervision/raise-issue/more", {"title": ["灯"]})
    assert len(store.drafts("somebody")) == MOST_DRAFTS


def test_a_draft_that_is_too_large_leaves_the_last_one_there(store: Store):
    store.keep_draft("somebody", "supervision/raise-issue/", {"title": ["灯"]})
    with pytest.raises(NotKept, match="KB"):
        store.keep_draft("somebody", "supervision/raise-issue/", {"title": ["灯" * DRAFT_BYTES]})
    found = store.draft("somebody", "supervision/raise-issue/")
    assert found is not None and found.entries == {"title": ["灯"]}


def test_nobody_finds_replaces_or_drops_a_draft_of_another(store: Store):
    form = "supervision/raise-issue/"
    store.keep_draft("somebody", form, {"title": ["灯"]})
    assert store.draft("another", form) is None and store.drafts("another") == []
    store.drop_draft("another", form)
    store.keep_draft("another", form, {"title": ["路"]})
    for owner, title in (("somebody", "灯"), ("another", "路")):
        found = store.draft(owner, form)
        assert found is not None and found.entries == {"title": [title]}
        assert [kept for kept, _ in store.drafts(owner)] == [form]


def test_what_a_draft_is_about_takes_its_room_too(store: Store):
    with pytest.raises(NotKept, match="KB"):
        store.keep_draft("somebody", "supervision/raise-issue/" + "x" * DRAFT_BYTES, {})
