"""The web server of a service: whatever clients do with their connections, the service lives."""

from shared.runtime.web.certificate import Certificate
from shared.runtime.web.server import Server, ask_for_descriptors

__all__ = ["Certificate", "Server", "ask_for_descriptors"]
