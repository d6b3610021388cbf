"""Ids that follow from what they are of: the UUIDs that logs hold since the first release."""

import uuid

from hypothesis import given
from hypothesis import strategies as st

from shared.kernel.commands.ids import command_id, event_id
from tests.effort import tries

NAMESPACE = uuid.UUID("6f1d0d2e-5a0e-5f0a-9c39-7a68656e7869")


@tries(50)
@given(st.lists(st.text()), st.integers(min_value=0))
def test_ids_are_uuids_of_version_5(parts: list[str], number: int) -> None:
    parts = [part.encode(errors="ignore").decode() for part in parts]
    command = command_id(*parts)
    assert command == str(uuid.uuid5(NAMESPACE, "\n".join(parts)))
    assert event_id(command, number) == str(uuid.uuid5(uuid.UUID(command), str(number)))
