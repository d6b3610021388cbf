"""The documents behind decisions: bytes beside the log, their hashes in its events."""

from shared.documents.store import Documents, document_is_there

__all__ = ["Documents", "document_is_there"]
