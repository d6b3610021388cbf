"""What a service shows behind an https address: its certificate, proven by its key."""

import logging
import ssl
from pathlib import Path
from typing import Any

from shared.runtime.settings import ServiceSettings, SettingsMissing

_log = logging.getLogger(__name__)


class Certificate:
    """PEM files: the certificate with its chain, and the key. They are read again when they
    change; ones that can't be taken leave the last in their place, with an alarm in the log.

    Raises `OSError` where they can't be taken at first.
    """

    def __init__(self, certificate: Path, key: Path) -> None:
        self._files = certificate, key
        self._seen = self._stamps()
        self._context = self._read()

    def wrap(self, sock: Any) -> Any:
        """A connection that begins with a handshake, which is still to be made."""
        self._look()
        return self._context.wrap_socket(sock, server_side=True, do_handshake_on_connect=False)

    def _look(self) -> None:
        try:
            stamps = self._stamps()
            if stamps != self._seen:
                self._seen = stamps
                self._context = self._read()
                _log.warning("the new certificate is shown from now on")
        except OSError as error:
            _log.error("the new certificate can't be taken: %s", type(error).__name__)

    def _read(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(*self._files)
        return context

    def _stamps(self) -> list[tuple[int, int]]:
        return [(s.st_mtime_ns, s.st_ino) for s in (file.stat() for file in self._files)]


def certificate_of(own: ServiceSettings) -> Certificate | None:
    """What a service shows, if it is to be reached by https only. Raises `SettingsMissing`."""
    if not own.secure:
        return None
    if not own.certificate or not own.key:
        raise SettingsMissing(
            f"[services.{own.name}] 地址为 https，须写明 certificate 与 key\n"
            f"[services.{own.name}] has an https address: it needs `certificate` and `key`"
        )
    return Certificate(Path(own.certificate), Path(own.key))
