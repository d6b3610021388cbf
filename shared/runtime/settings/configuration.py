"""A configuration file's tables as settings, such as deploy/service.example.toml's."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from shared.runtime.settings.environment import chosen, traces
from shared.runtime.settings.model import (
    DEFAULT_RUNTIME,
    OFF,
    RUNTIMES,
    SCENARIO,
    ServiceSettings,
    Settings,
    SettingsMissing,
    WebSettings,
    WorkbenchPlace,
)

T = TypeVar("T")


def parsed(plain: dict[str, Any]) -> Settings:
    """Raises `SettingsMissing`."""
    if not isinstance(plain.get("services"), dict):
        raise SettingsMissing(
            "配置文件须有 [services.名称] 各节\na configuration has a table [services.NAME] for each service"
        )
    services = {
        n: _made(f"services.{n}", partial(ServiceSettings, n), s)
        for n, s in plain["services"].items()
    }
    identity = plain.get("identity", {})
    return Settings(
        plain.get("shape", "cluster"),
        services,
        identity=_path(identity, "folder"),
        jwks=identity.get("jwks", ""),
        issuer=identity.get("issuer", ""),
        service_tokens=_path(identity, "service_tokens"),
        ca=_path(plain.get("tls", {}), "ca"),
        identity_ca=_path(identity, "ca"),
        broker_ca=_path(plain.get("tls", {}), "broker_ca"),
        scenario=chosen("scenario", SCENARIO, plain.get("scenario", OFF)),
        web=_made("web", WebSettings, plain.get("web", {})),
        runtime=chosen("runtime", RUNTIMES, plain.get("runtime", DEFAULT_RUNTIME)),
        backups=_path(plain, "backups"),
        workbench=_workbench(plain.get("workbench", {})),
        traces=traces(plain.get("tracing", {}).get("endpoint", "")),
    )


def _made(table: str, kind: Callable[..., T], plain: dict[str, Any]) -> T:
    """Raises `SettingsMissing` with what a table has that it may not, or not what it needs."""
    try:
        return kind(**{n: tuple(v) if isinstance(v, list) else v for n, v in plain.items()})
    except (AttributeError, TypeError) as error:
        raise SettingsMissing(
            f"[{table}] 有误 can't be read: {str(error).partition(' ')[2]}"
        ) from None


def _workbench(plain: dict[str, Any]) -> WorkbenchPlace:
    """Raises `SettingsMissing`."""
    paths = {"secret_file": _path(plain, "secret_file"), "ca": _path(plain, "ca")}
    place = _made("workbench", WorkbenchPlace, plain | paths)
    if place.issuer and not (place.client and place.secret_file and place.address):
        raise SettingsMissing(
            "[workbench] 有 issuer 时须写明 client、secret_file 和 address\n"
            "[workbench] with an issuer needs client, secret_file and address"
        )
    if place.address and not place.issuer and _host(place.address) not in _OWN_MACHINE:
        raise SettingsMissing(
            "[workbench] 有本机以外的 address 时须有 issuer：本机登录页不核实身份\n"
            "[workbench] with an address beyond this machine needs an issuer: the local page proves"
            " nobody's identity"
        )
    return place


_OWN_MACHINE = ("localhost", "127.0.0.1", "::1")


def _host(address: str) -> str | None:
    return urlsplit(address).hostname


def _path(table: dict[str, Any], name: str) -> Path | None:
    return Path(table[name]) if table.get(name) else None
