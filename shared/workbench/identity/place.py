"""Where the OpenID provider is, and what it knows the workbench by."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class ProviderPlace:
    """A provider as the workbench knows it.

    `issuer` is where its metadata stands and what its tokens must say; `client` and `secret` are
    what it knows the workbench by, `callback` the workbench's own address that it sends people
    back to. `ca` signed its certificate, where the system knows it not.
    """

    issuer: str
    client: str
    secret: str
    callback: str
    ca: Path | None = None
    title: str = "统一身份认证"

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        parts = urlsplit(self.issuer)
        return f"{parts.scheme}://{parts.netloc}"
