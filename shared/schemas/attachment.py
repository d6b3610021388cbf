"""Attachments 附件 of decisions: what a document is called, and the hash of its bytes."""

from shared.schemas.events import command_data
from shared.schemas.kinds import Count, MediaType, Name, Sha256, titled


@command_data
class Attachment:
    """A document that has been uploaded to the service; `size` in bytes.

    Commands and events carry them in a field named `attachments`.
    """

    sha256: Sha256
    size: Count = titled("字节数")
    name: Name = titled("文件名")
    media_type: MediaType = titled("媒体类型")


Attachments = tuple[Attachment, ...]
