"""The embedded shape's own issuer of tokens, and the workbench's; else an OIDC provider's."""

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import jwt

from shared.face.identity.issuer_keys import IssuerKeys
from shared.face.identity.verifier import audience_of

ISSUER = "zhenxing-local"
_LOOK_AGAIN_SECONDS = 5.0


class LocalIssuer:
    """Signs tokens with an Ed25519 key, made on first start, in a `folder` that only its owner may
    read: there lie the keys, and for the verifiers of this machine `jwks.json`.

    Several processes may start at once: the first key made is everybody's. Each notes within
    seconds that another one signs.
    """

    def __init__(self, folder: Path, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self.keys = IssuerKeys(folder, now)
        self.jwks = self.keys.jwks
        self._key, self._looked_at = self.keys.signing(), now()

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
        now = int(self._now())
        principal = on_behalf_of and dict(zip(("sub", "name"), on_behalf_of, strict=True))
        claims: dict[str, Any] = {
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
        if now - self._looked_at >= _LOOK_AGAIN_SECONDS:
            self._key, self._looked_at = self.keys.signing(), now
        kid = self._key.public["kid"]
        return jwt.encode(claims, self._key.private, algorithm="EdDSA", headers={"kid": kid})
