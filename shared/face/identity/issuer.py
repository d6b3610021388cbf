"""The embedded shape's own issuer of tokens; in production an OIDC provider stands in its place."""

import json
import os
import tempfile
import time
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from jwt.algorithms import OKPAlgorithm
from jwt.utils import base64url_encode

from shared.face.identity.verifier import audience_of

ISSUER = "zhenxing-local"


class LocalIssuer:
    """Signs tokens with an Ed25519 key, made on first start.

    `folder` then holds `issuer.pem` and, for the services' verifiers, `jwks.json`; only its owner
    may read them.
    Several processes may start at once: the first key made is everybody's.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.jwks = folder / "jwks.json"
        pem = folder / "issuer.pem"
        if not pem.exists():
            _write_once(pem, _new_key())
        key = load_pem_private_key(pem.read_bytes(), None)
        if not isinstance(key, Ed25519PrivateKey):
            raise ValueError(f"{pem} holds no Ed25519 key")
        self._key = key
        public: dict[str, Any] = json.loads(OKPAlgorithm.to_jwk(key.public_key()))
        self._kid = _thumbprint(public)
        published = {**public, "kid": self._kid, "use": "sig", "alg": "EdDSA"}
        _replace(self.jwks, json.dumps({"keys": [published]}, indent=2).encode())

    def issue(
        self,
        organisation: str,
        person: str,
        duties: Iterable[str] = (),
        *,
        services: Iterable[str],
        lifetime: int = 3600,
        name: str = "",
        on_behalf_of: tuple[str, str] | None = None,
    ) -> str:
        """A token for a person of an organisation, good at `services`; `lifetime` in seconds.

        `person` is the stable id, `name` what they are called, if that is not the same. A deputy
        acts `on_behalf_of` somebody, by id and name.
        """
        now = int(time.time())
        principal = on_behalf_of and dict(zip(("sub", "name"), on_behalf_of, strict=True))
        claims = {
            "iss": ISSUER,
            "aud": [audience_of(service) for service in services],
            "sub": person,
            "name": name or person,
            "org": organisation,
            "duties": sorted(duties),
            "iat": now,
            "exp": now + lifetime,
            **({"on_behalf_of": principal} if principal else {}),
        }
        return jwt.encode(claims, self._key, algorithm="EdDSA", headers={"kid": self._kid})


def _new_key() -> bytes:
    key = Ed25519PrivateKey.generate()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _thumbprint(jwk: dict[str, Any]) -> str:
    """RFC 7638: the key's id follows from the key."""
    required = {name: jwk[name] for name in ("crv", "kty", "x")}
    text = json.dumps(required, sort_keys=True, separators=(",", ":"))
    return base64url_encode(sha256(text.encode()).digest()).decode()


def _write_once(path: Path, content: bytes) -> None:
    """Create a file that only its owner may read, whole or not at all; an existing one stays."""
    temporary = _temporary(path, content)
    try:
        os.link(temporary, path)
    except FileExistsError:
        return
    finally:
        temporary.unlink()


def _replace(path: Path, content: bytes) -> None:
    _temporary(path, content).replace(path)


def _temporary(path: Path, content: bytes) -> Path:
    """A file beside it, mode 0600."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(handle)
    return Path(name)
