"""`/documents`: what decisions attach, given to those who may see the decision."""

import threading
from urllib.parse import quote

from werkzeug import Response

from shared.http.answer import answer
from shared.http.call import Call
from shared.http.face import Face
from shared.http.query import Query, text
from shared.http.refusals import no_such, unavailable
from shared.http.route import Body
from shared.http.streams import history, seen, shown
from shared.http.uploads import upload
from shared.schemas.attachment import Attachment
from shared.schemas.marshalling import load

NAMED = Query(text("name", "文件名", required=True))
ANY_FILE = Body(("application/octet-stream", "*/*"))
REFERRING = Query(text("stream", "引用该文件的案卷", required=True))


class DocumentRoutes:
    """Takes a bounded number of documents at a time."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._documents = face.executor.documents
        self._free = threading.BoundedSemaphore(face.limits.documents)

    def upload(self, call: Call) -> Response:
        """Store the body under its hash, as `?name=` and the content type call it.

        The answer is what a command's `attachments` take. The same bytes again are stored once.
        """
        media_type = call.request.mimetype or "application/octet-stream"
        name = call.given["name"]
        with upload(call, self._face.limits.document_body) as body:
            told = {"sha256": body.sha256, "size": body.size, "name": name}
            attachment: Attachment = load(Attachment, {**told, "media_type": media_type})
            if not self._free.acquire(blocking=False):
                raise unavailable("正在保存的文件过多", "Too many documents are being stored.", 2)
            try:
                now = self._face.executor.clock.now()
                self._documents.keep(attachment, body.path, call.actor, now)
            finally:
                self._free.release()
        return answer(attachment, 201)

    def document(self, call: Call, sha256: str) -> Response:
        """A document's bytes, to those who see the `?stream=` that one of its events stands in."""
        stream = call.given["stream"]
        attachment = _attached(call, stream, sha256)
        if self._documents.size(sha256) != attachment.size:
            raise no_such("文件", "document", sha256)
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
        }
        chunks = self._documents.chunks(sha256)
        return Response(chunks, 200, headers, content_type=attachment.media_type)


def _attached(call: Call, stream: str, sha256: str) -> Attachment:
    """The attachment of that hash in a stream that the caller may see. Raises `Problem` 404, 403."""
    found: Attachment | None = None
    for record in history(call.face, seen(call, stream)):
        if sha256 in record.data:
            for plain in shown(record).get("attachments", ()):
                if plain["sha256"] == sha256:
                    found = load(Attachment, plain)
    if found:
        return found
    raise no_such(f"案卷 {stream[:200]} 中的文件", f"document of {stream[:200]}", sha256)
