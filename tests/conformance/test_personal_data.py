"""Personal values on both stores: sealed before they are kept, opened by the key, gone with it."""

from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from immutables import Map
from sqlalchemy import text

from deploy.servers.postgresql import PostgreSQL
from shared.kernel.aggregate import ANYONE, Actor, Aggregate, Context, Refused
from shared.kernel.clock import SystemClock
from shared.kernel.commands.executor import Executor
from shared.kernel.commands.outcomes import KeyReused
from shared.kernel.commands.readings import READINGS, record_reading
from shared.kernel.commands.unit import Order
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from shared.kernel.log.person_keys import PersonKeys
from shared.kernel.log.recorded import hash_of
from shared.kernel.log.verification import verify
from shared.kernel.personal import PERSON_NOT_ERASED, Vault
from shared.kernel.personal.erasing import Erasing
from shared.kernel.personal.seal import Place, Tampered, place_of, seal, unseal
from shared.kernel.personal.vault import ERASED, UNREADABLE
from shared.kernel.subscription.source import OwnLog
from shared.policy.loader import registry
from shared.schemas.codec import decode
from shared.schemas.events import command_data, event
from shared.schemas.kinds import Identifier, PersonalName, PersonId, titled
from shared.schemas.platform import ErasePerson, PersonErased
from shared.schemas.sealed import is_sealed, withheld
from tests.conformance.conftest import Backend

NAME = "演示-欧阳挂职"
PERSON = "p-2026-1"


@command_data
class SendPerson:
    """Tested here alone."""

    sending: Identifier
    person: PersonId = titled("人员编号")
    name: PersonalName


@event(
    "tested-persons",
    clause="test",
    title="派出",
    restricted=True,
    public_fields=frozenset({"sending", "person"}),
)
class PersonSent(SendPerson):
    """Tested here alone."""


SENDING: Aggregate[Map[str, str]] = Aggregate("sending", Map(), key="sending", title="派出")
SENDING.evolve(lambda names, sent: names.set(sent.person, sent.name))


@SENDING.command(title="派出", clause="test", by=[ANYONE], creates=None)
def send_person(names: Map[str, str], cmd: SendPerson, context: Context) -> list[PersonSent]:
    return [PersonSent.of(cmd)]


ERASURE: Aggregate[None] = Aggregate("erasure", None, key="person", title="删除")
ERASURE.evolve(lambda state, _: state)


@ERASURE.command(title="删除", clause="test", by=[ANYONE], creates=None)
def erase_person(state: None, cmd: ErasePerson, context: Context) -> list[PersonErased]:
    return [PersonErased.of(cmd)]


CLERK = Actor("李四", "organization")


@pytest.fixture
def executor(log: Log) -> Executor:
    return Executor(log, [SENDING, ERASURE, READINGS], registry(), SystemClock())


def sent(executor: Executor, *, key: str = "k", **data: str) -> Any:
    plain = {"sending": "s-1", "person": PERSON, "name": NAME, **data}
    return executor.give("send-person", plain, CLERK, key=key)


def name_in(log: Log, position: int) -> str:
    """The name as an event holds it."""
    record = log.read(position - 1, 1)[0]
    name: str = decode("PersonSent", 1, record.data).name
    return name


def erased(executor: Executor, person: str = PERSON) -> None:
    """The person's erasure as a service carries it out: the event, then the key."""
    plain = {"person": person, "ground": "purpose-achieved"}
    executor.give("erase-person", plain, CLERK, key=f"erase-{person}")
    follow_erasures(executor)


def follow_erasures(executor: Executor) -> None:
    erasing = Erasing(executor.vault.keys)
    while erasing.step(OwnLog(executor.log)):
        pass


def test_an_event_holds_the_sealed_name_and_the_vault_opens_it(executor: Executor) -> None:
    name = name_in(executor.log, sent(executor).position)
    assert is_sealed(name) and NAME not in name
    assert executor.vault.opened([name]) == {name: NAME}


def test_a_repeat_says_the_same_and_another_name_under_the_key_is_told_apart(
    executor: Executor,
) -> None:
    first = sent(executor)
    assert sent(executor).replay and sent(executor).position == first.position
    with pytest.raises(KeyReused):
        sent(executor, name="演示-别人")


def test_the_same_name_sealed_elsewhere_looks_otherwise(executor: Executor) -> None:
    places = [sent(executor, key=f"k{n}", sending=f"s-{n % 2}").position for n in range(4)]
    assert len({name_in(executor.log, position) for position in places}) == 4


def test_what_another_person_s_key_or_place_made_does_not_open(executor: Executor) -> None:
    mine, other = bytes(64), bytes([1]) * 64
    place = Place(PERSON, "sending-s-1", "name", "0" * 32)
    sealed = seal(mine, place, NAME)
    assert unseal(mine, sealed) == NAME and place_of(sealed) == place
    for wrong in (
        sealed.replace(PERSON, "p-2026-2"),
        sealed.replace("sending-s-1", "sending-s-2"),
        sealed.replace(".name.", ".mark."),
        sealed.replace("0" * 32, "1" * 32),
        sealed[:-4] + "AAAA",
        sealed.rpartition(".")[0] + ".",
    ):
        with pytest.raises(Tampered):
            unseal(mine, wrong)
    with pytest.raises(Tampered):
        unseal(other, sealed)


def test_the_vault_never_raises_for_what_it_cannot_open(executor: Executor) -> None:
    place = Place("p-2026-9", "sending-s-1", "name", "0" * 32)
    unknown = seal(bytes(64), place, NAME)
    assert executor.vault.opened([unknown, "sealed.x"]) == {
        unknown: UNREADABLE,
        "sealed.x": UNREADABLE,
    }


def test_an_erased_person_is_told_as_erased_the_log_verifies_and_nothing_more_is_recorded(
    executor: Executor,
) -> None:
    name = name_in(executor.log, sent(executor).position)
    erased(executor)
    assert executor.vault.opened([name]) == {name: ERASED}
    assert verify(executor.log.store).whole
    with pytest.raises(Refused) as refusal:
        sent(executor, key="later")
    assert refusal.value.rule is PERSON_NOT_ERASED
    other = sent(executor, key="other", person="p-2026-2")
    assert executor.vault.opened([name_in(executor.log, other.position)]) != {name: ERASED}


def test_keys_that_come_back_alone_from_an_older_backup_are_erased_again(
    executor: Executor,
) -> None:
    """With them comes back how far they had followed the log: the log itself is as new as ever."""
    name = name_in(executor.log, sent(executor).position)
    keys, database = executor.vault.keys, executor.log.database
    erased(executor, "p-2026-9")
    secret, followed = keys.known([PERSON])[PERSON], keys.followed()
    assert followed
    erased(executor)
    assert keys.followed() != followed
    older = text(f"UPDATE {keys.table} SET secret = :secret WHERE person = :person")
    with database.write() as connection:
        connection.execute(older, {"secret": secret, "person": PERSON})
    keys.follow(*followed)
    assert executor.vault.opened([name]) == {name: NAME}
    follow_erasures(executor)
    assert executor.vault.opened([name]) == {name: ERASED}


def test_keys_that_are_newer_than_a_log_from_an_older_backup_are_erased_by_it_from_its_first_event(
    executor: Executor,
) -> None:
    """They know of a place that this log has never had: whoever waited for it would erase nobody."""
    name = name_in(executor.log, sent(executor).position)
    executor.vault.keys.follow(1_000, b"another history".ljust(32))
    erased(executor)
    assert executor.vault.opened([name]) == {name: ERASED}
    assert executor.vault.keys.followed() == (2, executor.log.head().hash)


def test_erasing_twice_or_somebody_unknown_changes_nothing(executor: Executor) -> None:
    sent(executor)
    for _ in range(2):
        executor.vault.keys.erase(PERSON)
        executor.vault.keys.erase("p-2026-8")
    assert executor.vault.keys.known([PERSON, "p-2026-8"]) == {PERSON: None, "p-2026-8": None}


def test_whoever_has_the_hashes_alone_finds_the_same_chain(executor: Executor) -> None:
    """What the feed tells others: the digest covers the sealed text by its hash."""
    record = executor.log.read(sent(executor).position - 1, 1)[0]
    told = record._replace(data=withheld(record.data))
    assert told.data != record.data and withheld(told.data) == told.data
    assert hash_of(told) == hash_of(record) == record.hash
    assert hash_of(record._replace(data=record.data.replace("sealed.", "sealed.x"))) != record.hash


def test_a_log_that_lost_a_sealed_text_does_not_verify(backend: Backend, log: Log) -> None:
    executor = Executor(log, [SENDING], registry(), SystemClock())
    sent(executor)
    [record] = log.read(0, 1)
    with backend.tampering() as run:
        run(f"UPDATE records SET data = '{withheld(record.data)}'")
    found = verify(log.store)
    assert not found.whole and found.failure and found.failure.position == 1


def test_a_personal_value_in_clear_never_reaches_the_log(executor: Executor) -> None:
    """What is not given at the door, such as by a reaction, is refused instead of kept."""
    command = executor.commands["send-person"]
    data = SendPerson("s-1", person=PERSON, name=NAME)
    order = Order(
        command, data, CLERK, SystemClock().now(), "0" * 8 + "-0000-0000-0000-" + "0" * 12
    )
    with pytest.raises(Exception) as caught:
        executor.execute(order)
    assert NAME not in str(caught.value)
    assert executor.log.head().position == 0


def test_who_reads_is_told_once_an_hour_and_place(executor: Executor) -> None:
    for _ in range(3):
        record_reading(executor, CLERK, "views/sendings", [PERSON, "p-2026-2"])
    record_reading(executor, Actor("王五", "organization"), "views/sendings", [PERSON])
    record_reading(executor, CLERK, "views/sendings", [])
    assert executor.log.head().position == 2
    assert verify(executor.log.store).whole


@pytest.fixture
def files(
    backend: Backend, tmp_path: Path, request: pytest.FixtureRequest
) -> Callable[[], list[Path]]:
    """The files in which a store keeps its rows, as they are on the disk."""

    def found() -> list[Path]:
        folder = tmp_path
        if backend.postgresql:
            server: PostgreSQL = request.getfixturevalue("postgresql")
            folder = server.folder
            with closing(Database(server.admin_url())) as kept, closing(kept.connect()) as admin:
                admin.cursor().execute("CHECKPOINT")
        return [path for path in folder.rglob("*") if path.is_file()]

    return found


def holding(files: list[Path], wanted: bytes) -> list[str]:
    found = []
    for path in files:
        with suppress(FileNotFoundError):  # gone meanwhile, as a temporary one may be
            found += [path.name] if wanted in path.read_bytes() else []
    return found


def test_a_name_is_in_no_file_of_a_store_neither_before_nor_after_its_erasure(
    executor: Executor, files: Callable[[], list[Path]]
) -> None:
    """PostgreSQL's write-ahead log is among the files: the name was never written."""
    sent(executor)
    assert holding(files(), b"send-person")
    assert not holding(files(), NAME.encode())
    erased(executor)
    assert not holding(files(), NAME.encode())


def test_an_erased_person_s_key_is_in_no_file_but_postgresqls_write_ahead_log(
    executor: Executor, backend: Backend, files: Callable[[], list[Path]]
) -> None:
    sent(executor)
    secret = executor.vault.keys.known([PERSON])[PERSON]
    assert secret and holding(files(), secret[:32])
    erased(executor)
    left = holding([f for f in files() if f.parent.name != "pg_wal"], secret[:32])
    assert left == []


def test_nobody_but_the_service_s_role_reads_keys(backend: Backend, log: Log) -> None:
    if not backend.postgresql:
        return
    PersonKeys(log.database).keep(PERSON, bytes(64))
    with backend.open(backend.owner_url) as owner, owner.database.read() as connection:
        found = connection.execute(
            text(
                "SELECT pg_get_userbyid(c.relowner), c.relacl FROM pg_class c"
                " WHERE c.oid = 'persons.keys'::regclass"
            )
        ).one()
    assert tuple(found) == (log.database.url.username, None)


def test_a_rehearsal_leaves_no_key(log: Log) -> None:
    vault = Vault(log.database)
    data = SendPerson("s-1", person=PERSON, name=NAME)
    assert is_sealed(vault.rehearsed(data, "sending-s-1", "0" * 32).name)
    assert vault.keys.known([PERSON]) == {}
