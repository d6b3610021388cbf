"""What followed from events is found by the command that began the chain, by an index of its own."""

import uuid

from msgspec import structs

from shared.kernel.log.batch import Batch, new_event
from shared.kernel.log.meta import encode_meta
from tests.conformance.batches import event
from tests.unit.log.test_who_acted import stored

CHAIN = "0af76519-16cd-43dd-8448-eb211c80319c"


def caused(stream: str, correlation: str, causation: str = "e-1"):
    named = stored(name='"causation":"')
    meta = structs.replace(named, correlation=correlation, causation=causation)
    return new_event(stream, 1, str(uuid.uuid4()), "Heard", "{}", encode_meta(meta))


def test_the_chain_is_found_in_order_and_nothing_else(log) -> None:
    other = str(uuid.uuid4())
    for one in (
        caused("topic-a", CHAIN),
        caused("topic-b", other),
        caused("topic-c", CHAIN, causation=""),
        event("topic-d", 1),
        caused("topic-e", CHAIN),
    ):
        log.append(Batch((one,), {one.stream: 0}))
    assert [r.stream for r in log.store.caused(CHAIN, 10)] == ["topic-a", "topic-e"]
    assert [r.stream for r in log.store.caused(CHAIN, 1)] == ["topic-a"]
    assert log.store.caused("nothing", 10) == []


def test_the_store_need_not_look_at_every_record(log) -> None:
    explain = "EXPLAIN " if log.database.postgresql else "EXPLAIN QUERY PLAN "
    query = log.database.sql(explain + log.store.finding_caused)
    with log.database.read() as connection:
        if log.database.postgresql:  # of few records it would read all
            connection.exec_driver_sql("SET enable_seqscan = off")
        plan = connection.execute(query, {"correlation": CHAIN, "rows": 10}).all()
        if log.database.postgresql:
            connection.exec_driver_sql("RESET enable_seqscan")
    assert "records_caused" in str(plan)
