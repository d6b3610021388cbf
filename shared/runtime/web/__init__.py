"""HTTP as every service takes it, whichever server reads it: whatever clients do with their
connections, the service lives."""

from shared.runtime.web.certificate import Certificate, certificate_of
from shared.runtime.web.connections import Connection, Connections
from shared.runtime.web.listening import CannotListen, ask_for_descriptors, listen

__all__ = [
    "CannotListen",
    "Certificate",
    "Connection",
    "Connections",
    "ask_for_descriptors",
    "certificate_of",
    "listen",
]
