"""`/documents`: what decisions attach, given to those who may see the decision."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from werkzeug import Response

from shared.face.bound import Bound
from shared.face.http.answer import answer
from shared.face.http.call import Call
from shared.face.http.face import Face
from shared.face.http.problem import TOO_LARGE, Problem
from shared.face.http.query import parameters, required
from shared.face.http.ranges import select_part
from shared.face.http.refusals import no_such, unavailable
from shared.face.http.route import Body
from shared.face.http.seen_streams import Stream, seen, shows
from shared.face.http.told_events import shown
from shared.face.http.uploads import upload
from shared.kernel.aggregate import Refused
from shared.kernel.aggregate.aggregate import Command
from shared.kernel.documents import may_be_attached
from shared.kernel.log.recorded import Recorded
from shared.policy.languages import Text
from shared.schemas.attachment import Attachment
from shared.schemas.marshalling import load

_PAGE = 500
ANY_FILE = Body(("application/octet-stream", "*/*"))


@parameters
class Named:
    """What an uploaded file is called."""

    name: str = required("文件名")


@parameters
class Referring:
    """The stream by which a document is found."""

    stream: str = required("引用该文件的案卷")


class DocumentRoutes:
    """Takes a bounded number of documents at a time."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._documents = face.executor.documents
        self._uploads = face.executor.uploads
        self._bound = Bound(
            face.limits.documents,
            lambda: unavailable(
                Text("正在保存的文件过多", "Too many documents are being stored."), 2
            ),
        )

    def upload(self, call: Call, asked: Named) -> Response:
        """Store the body under its hash, as `?name=` and the content type call it.

        The answer is what a command's `attachments` take. The same bytes again are stored once.
        """
        media_type = call.request.mimetype or "application/octet-stream"
        name = asked.name
        self._check_quota(call, max(1, call.request.content_length or 0))
        with upload(call, self._face.limits.document_body) as body:
            told = {"sha256": body.sha256, "size": body.size, "name": name}
            attachment: Attachment = load(Attachment, {**told, "media_type": media_type})
            with self._bound.place():
                self._keep(call, attachment, body.path)
        return answer(attachment, 201)

    def _keep(self, call: Call, attachment: Attachment, file: Path) -> None:
        now, actor = self._face.executor.clock.now(), call.actor
        if not self._uploads.of(attachment.sha256, actor.organisation):
            self._check_quota(call, attachment.size)
        for _ in range(2):  # the same bytes may just be on their way out
            self._documents.keep(attachment, file, actor, now)
            if self._uploads.note(attachment, actor, now):
                return
        raise unavailable(Text("文件正在清理", "The document is being let go just now."), 1)

    def _check_quota(self, call: Call, more: int) -> None:
        """Raise `Problem` 413 where an organisation's documents would be too many bytes."""
        quota, organisation = self._face.limits.document_quota, call.actor.organisation
        used = self._uploads.used(organisation)
        if used + more > quota:
            raise Problem(
                TOO_LARGE,
                Text(
                    f"本单位在本服务的附件合计不得超过 {quota} 字节，已有 {used} 字节；"
                    f"上传一周后仍未被引用的附件会自动清除",
                    f"An organisation's documents here are together at most {quota} bytes; yours have"
                    f" {used}. What no event cites goes by itself a week after its upload.",
                ),
                quota=quota,
                used=used,
            )

    def document(self, call: Call, sha256: str, asked: Referring) -> Response:
        """A document's bytes, or one range of them, to those who see the `?stream=` that one of
        its events stands in."""
        stream = asked.stream
        attachment = _attached(call, stream, sha256)
        if self._documents.size(sha256) != attachment.size:
            raise no_such(Text("文件", "document"), sha256)
        named = (
            f"attachment; filename=\"document\"; filename*=UTF-8''{quote(attachment.name, safe='')}"
        )
        headers = {
            "Content-Disposition": named,
            "Content-Length": str(attachment.size),
            "Content-Security-Policy": "sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
            "ETag": f'"{sha256}"',
            "Accept-Ranges": "bytes",
        }
        part = select_part(call.sent, attachment.size, sha256)
        if part is None:
            chunks = self._documents.chunks(sha256)
            return Response(chunks, 200, headers, content_type=attachment.media_type)
        headers["Content-Length"] = str(part.stop - part.start)
        headers["Content-Range"] = part.header(attachment.size)
        chunks = self._documents.part(sha256, part.start, part.stop)
        return Response(chunks, 206, headers, content_type=attachment.media_type)


def check_attached(call: Call, command: Command, data: Any) -> None:
    """Refuse attachments that the caller's organisation has neither uploaded nor sees in the very
    stream that the command is for, under the name and type that they have there."""
    face, documents = call.face, getattr(data, "attachments", ())
    stream = command.aggregate.stream(command.id_of(data))
    for one in documents:
        try:
            may_be_attached(face.executor.uploads, one, call.actor, face.executor.clock.now())
        except Refused:
            if not _stands_there(call, stream, one):
                raise


def _stands_there(call: Call, stream: str, attachment: Attachment) -> bool:
    try:
        return _attached(call, stream, attachment.sha256) == attachment
    except Problem:
        return False


def _attached(call: Call, stream: str, sha256: str) -> Attachment:
    """The latest attachment of that hash in a stream that the caller may see. Raises `Problem` 404,
    403."""
    for record in _citing(call.face, seen(call, stream), sha256):
        for plain in reversed(shown(record).get("attachments", ())):
            if plain["sha256"] == sha256:
                attachment: Attachment = load(Attachment, plain)
                return attachment
    raise no_such(Text(f"案卷 {stream[:200]} 中的文件", f"document of {stream[:200]}"), sha256)


def _citing(face: Face, stream: Stream, sha256: str) -> Iterator[Recorded]:
    """The records that say a hash and that the caller sees, the latest first. They are read page by
    page from the end, where what is asked for mostly is: a long stream is seldom read whole, and
    only what says the hash is decoded."""
    for until in range(stream.version, 0, -_PAGE):
        after = max(0, until - _PAGE)
        for record in reversed(face.log.store.history(stream.name, after, until, _PAGE)):
            if sha256 in record.data and shows(stream, record):
                yield record
        time.sleep(0)  # others run between the pages
