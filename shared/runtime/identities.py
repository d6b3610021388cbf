"""Whose tokens are believed, and which token this process shows to others."""

from shared.face.identity import (
    ISSUER,
    KeySet,
    LocalIssuer,
    ServiceToken,
    Verifier,
    audience_of,
    from_file,
    from_url,
)
from shared.policy.loader import registry
from shared.runtime.settings import Settings, SettingsMissing


class Identities:
    """The identity side of one service: a local issuer, or an OIDC provider's keys.

    `operated_by` is the organisation that the service's own tokens speak for.
    """

    def __init__(self, settings: Settings, service: str, operated_by: str) -> None:
        self._service = service
        self._operated_by = operated_by
        self._settings = settings
        self._issuer = LocalIssuer(settings.identity) if settings.identity else None
        self.keys = self._keys()
        self.verifier = Verifier(
            self.keys,
            registry(),
            audience=audience_of(service),
            issuer=ISSUER if self._issuer else settings.issuer,
        )

    def token_for(self, source: str) -> ServiceToken:
        """The token that this service shows to another, whose feed it reads."""
        issuer = self._issuer
        if issuer is not None:
            person = f"service:{self._service}"
            return ServiceToken(
                lambda: issuer.issue(self._operated_by, person, ["service"], services=[source])
            )
        folder = self._settings.service_tokens
        if folder is None:
            raise SettingsMissing(
                "identity.service_tokens 须指明一个文件夹，其中每个来源服务一个文件，内容为出示给它的令牌\n"
                "identity.service_tokens names a folder with a file for each service that is"
                " followed, named as it is: the token that is shown to that one, and good at no"
                " other"
            )
        return ServiceToken(lambda: (folder / source).read_text(encoding="utf-8").strip())

    def _keys(self) -> KeySet:
        if self._issuer is not None:
            return from_file(self._issuer.jwks)
        if not self._settings.jwks or not self._settings.issuer:
            raise SettingsMissing(
                "identity.jwks 与 identity.issuer 须写明身份服务的公钥地址和签发者\n"
                "identity.jwks is the address of the provider's key set, identity.issuer the `iss`"
                " of its tokens: both are needed"
            )
        return from_url(self._settings.jwks, self._settings.identity_ca)
