"""`/evidence`: streams' records as they are stored, on the chain that holds them, for an auditor."""

import contextlib
import time
from collections.abc import Iterator
from typing import Any

from werkzeug import Response

from shared.face.bound import FairBound
from shared.face.http.call import Call
from shared.face.http.face import Face
from shared.face.http.problem import TOO_LARGE, Problem
from shared.face.http.refusals import no_such, unavailable
from shared.face.http.seen_streams import history, seen
from shared.kernel.log.evidence import lines
from shared.kernel.log.recorded import Recorded, split_type
from shared.policy.languages import Text
from shared.schemas.events import UnknownEvent, command_data, event_type
from shared.schemas.kinds import Name, titled

NDJSON = "application/x-ndjson"
RECORDS = 20_000
"""Records that are shown of one log."""
LINES = 200_000
"""Positions that the chain goes over; a longer one is for who operates the service."""
PACKS = 2
"""So many are written at once, each for another organisation."""
_TURN = 200


@command_data
class EvidenceAsked:
    """The streams whose records are asked for."""

    streams: tuple[Name, ...] = titled("案卷")


class EvidenceRoutes:
    """Writes a pack of evidence at a time for an organisation, so that who reads theirs slowly keeps
    nobody else waiting."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._bound = FairBound(
            PACKS,
            1,
            lambda: unavailable(Text("正在生成证据包", "Evidence is being written."), 5),
            seconds=2.0,
        )

    def evidence(self, call: Call) -> Response:
        """The records of these streams that the caller may see, byte by byte, and of all positions
        from the first of them to the log's head the digest, time and hash: a line of JSON each.
        The head, and how many records are hidden, stand in the answer's headers.
        """
        asked = call.message()
        with contextlib.ExitStack() as stack:
            stack.enter_context(self._bound.place(call.actor.organisation))
            shown, hidden = self._shown(call, dict.fromkeys(asked.streams))
            head = self._face.log.head()
            if head.position - min(shown) >= LINES:
                raise _too_long(LINES, Text("个位置", "positions"))
            headers = {
                "Cache-Control": "no-store",
                "Evidence-Position": str(head.position),
                "Evidence-Hash": head.hash.hex(),
                "Evidence-Hidden": str(hidden),
            }
            written = self._written(shown, head.position, stack.pop_all())
            return Response(written, 200, headers, content_type=NDJSON)

    def _shown(self, call: Call, streams: Any) -> tuple[dict[int, Recorded], int]:
        shown: dict[int, Recorded] = {}
        hidden = 0
        for name in streams:
            stream = seen(call, name)
            count = 0
            for record in history(self._face, stream):
                if _open(record):
                    shown[record.position] = record
                    count += 1
                if len(shown) > RECORDS:
                    raise _too_long(RECORDS, Text("条记录", "records"))
            hidden += stream.version - count
        if not shown:
            raise no_such(
                Text("可查阅的记录", "records that may be seen"), "、".join(streams)[:200]
            )
        return shown, hidden

    def _written(
        self, shown: dict[int, Recorded], until: int, place: contextlib.ExitStack
    ) -> Iterator[bytes]:
        """The lines; the place is free again when all are written, or nobody reads on."""
        with place:
            for number, line in enumerate(lines(self._face.log, shown, until)):
                yield f"{line}\n".encode()
                if number % _TURN == 0:
                    time.sleep(0)  # a long chain lets others run


def _open(record: Recorded) -> bool:
    """Whether all that a record says, but sealed texts, may be read by who sees its stream."""
    try:
        known = event_type(split_type(record.type)[0])
    except UnknownEvent:
        return False
    fields = set(known.data.__dataclass_fields__)
    return not known.restricted or fields <= {*known.personal, *known.public_fields}


def _too_long(most: int, of: Text) -> Problem:
    return Problem(
        TOO_LARGE,
        Text(
            f"证据包至多 {most} {of.zh}；请少选案卷，或由运维单位提供",
            f"Evidence has at most {most} {of.en}: ask for fewer streams, or who operates it.",
        ),
    )
