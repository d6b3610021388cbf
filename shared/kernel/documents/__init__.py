"""The documents behind decisions: bytes beside the log, their hashes in its events."""

from shared.kernel.documents.store import Documents, document_is_there
from shared.kernel.documents.uploads import Uploads, may_be_attached

__all__ = ["Documents", "Uploads", "document_is_there", "may_be_attached"]
