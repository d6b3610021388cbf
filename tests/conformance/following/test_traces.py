"""A caller's trace context goes with a command through log and broker to the last reaction."""

import uuid
from datetime import UTC, datetime

from shared.kernel.commands.unit import Order
from shared.kernel.log.meta import decode_meta
from tests.conformance.following.sayings import TOPIC, Said, Say
from tests.conformance.following.services import SOMEBODY, World, settle

GIVEN = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


def test_a_reaction_elsewhere_bears_the_callers_trace_and_is_found_by_the_chain(
    world: World,
) -> None:
    source = world.source()
    follower = world.follower(source.name)
    executor, chain = source.service.executor, str(uuid.uuid4())
    unit = executor.unit(fresh=True)
    unit.load(TOPIC, "tea")
    command, now = executor.commands["begin"], datetime.now(UTC)
    order = Order(command, Say("tea"), SOMEBODY, now, chain, traceparent=GIVEN)
    unit.record(order, TOPIC, "tea", Said("tea", number=1, text="", group=""))
    source.service.log.append(unit.batch())
    source.say("silk")
    settle(follower, source)

    found = follower.service.log.store.caused(chain, 10)
    [heard] = [r for r in found if r.type == "Heard"]
    meta = decode_meta(heard.meta)
    assert (heard.stream, meta.correlation) == ("hearing-tea", chain)
    [said] = [r for r in source.service.log.read_all() if r.stream == "topic-tea"]
    assert meta.causation == said.id
    assert meta.traceparent == f"{GIVEN[:35]}-{said.id.replace('-', '')[:16]}-01"
