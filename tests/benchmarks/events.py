"""The events that logs are filled with: funds appropriated, then allocated to projects."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime

from shared.kernel.commands.ids import command_id, event_id
from shared.kernel.commands.unit import request_digest
from shared.kernel.log.batch import Batch, NewEvent, new_event
from shared.kernel.log.log import Log
from shared.kernel.log.meta import StoredMeta, encode_meta
from shared.schemas.codec import encode
from shared.schemas.events import type_of
from shared.schemas.finance.fund import FundRegistered, FundsAllocated, FundsAppropriated
from shared.schemas.projects.readiness import ReadinessOpened

PROJECTS = [f"project-{n}" for n in range(100)]
NOW = datetime.now(UTC)
"""When everything happens: what happened long ago would have deadlines that pass in a service."""
PER_STREAM = 100
COHORT = 1_000
GROUP = 500


def fund_events(fund: str, count: int) -> Iterator[object]:
    """A fund's life: registered, appropriated, then allocated again and again."""
    return (_event(fund, version) for version in range(1, count + 1))


def stored(
    stream: str, version: int, event: object, command: str = "", happened: datetime = NOW
) -> NewEvent:
    """An event with the metadata that a command gives it."""
    given = command or command_id("finance", "benchmark", str(uuid.uuid4()))
    meta = StoredMeta(
        id=stream.partition("-")[2],
        clause="RZ-2.2.c",
        policy="draft-2023",
        person="张三",
        organisation="finance",
        command="allocate-funds",
        command_id=given,
        request=request_digest(event),
        correlation=given,
        effective=happened,
    )
    return new_event(
        stream, version, event_id(given, 0), type_of(event).name, encode(event), encode_meta(meta)
    )


def batches(count: int) -> Iterator[Batch]:
    """`count` events of `COHORT` funds in turn, then of the next ones: neighbours touch each its
    own stream, and no stream is longer than `PER_STREAM`."""
    for number in range(0, count, GROUP):
        places = [_place(n) for n in range(number, min(number + GROUP, count))]
        new = [stored(f"fund-{fund}", version, _event(fund, version)) for fund, version in places]
        yield Batch(tuple(new), {e.stream: e.version - 1 for e in new})


def open_readiness(log: Log) -> None:
    """Open the projects in their department's log, where what finance allocates is noted."""
    for project in PROJECTS:
        stream = f"readiness-{project}"
        opened = stored(
            stream,
            1,
            ReadinessOpened(project, town="taoluo", investment_fen=10**14, land_area=None),
        )
        log.append(Batch((opened,), {stream: 0}))


def _place(number: int) -> tuple[str, int]:
    """The fund and version of the n-th event."""
    cohort, rest = divmod(number, COHORT * PER_STREAM)
    version, fund = divmod(rest, COHORT)
    return f"fill-{cohort * COHORT + fund}", version + 1


def _event(fund: str, version: int) -> object:
    if version == 1:
        return FundRegistered(
            fund, name=f"fund {fund}", source="city", kind="special", year=NOW.year
        )
    if version == 2:
        return FundsAppropriated(fund, amount_fen=10**14, document="日财预〔2024〕1号")
    project = PROJECTS[version % len(PROJECTS)]
    return FundsAllocated(
        fund, project=project, town="taoluo", amount_fen=100 + version, document="日财预〔2024〕2号"
    )
