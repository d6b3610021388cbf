"""The two shapes: all services in one process, or each as it is configured."""

import os
import tomllib
from pathlib import Path
from typing import Any

from shared.policy.services import BASE_PORT, services
from shared.runtime.settings.configuration import parsed
from shared.runtime.settings.environment import base_port, chosen, home, traces
from shared.runtime.settings.model import (
    DEFAULT_RUNTIME,
    OFF,
    RUNTIMES,
    SCENARIO,
    ServiceSettings,
    Settings,
    SettingsMissing,
)

CLUSTER_FILE = "cluster.toml"


def embedded() -> Settings:
    """All services in one process: SQLite, the in-memory broker, the local issuer."""
    folder = home()
    known = {
        name: ServiceSettings(
            name,
            f"127.0.0.1:{base_port() + entry.port - BASE_PORT}",
            f"sqlite:///{folder / f'{name}.sqlite'}",
            "memory://",
        )
        for name, entry in services().items()
    }
    return Settings(
        "embedded",
        known,
        identity=folder / "identity",
        scenario=chosen("scenario", SCENARIO, OFF),
        runtime=chosen("runtime", RUNTIMES, DEFAULT_RUNTIME),
        backups=folder / "backups",
        traces=traces(),
    )


def configured() -> Settings:
    """The production shape: ZHENXING_CONFIG names the file, else the cluster's under the home.

    Raises `SettingsMissing`.
    """
    path = _configuration()
    if not path.exists():
        raise SettingsMissing(
            f"没有配置文件 {path}；请先运行 make cluster，或用 ZHENXING_CONFIG 指定一个，"
            f"如 deploy/service.example.toml\nno configuration at {path}; start `make cluster`,"
            " or set ZHENXING_CONFIG to a file such as deploy/service.example.toml"
        )
    return parsed(_read(path))


def current() -> Settings:
    """What the tools talk to: the configured services if there are any, else the embedded ones.

    Raises `SettingsMissing` where a configuration is named, or is there, and can't be taken.
    """
    there = "ZHENXING_CONFIG" in os.environ or _configuration().exists()
    return configured() if there else embedded()


def _configuration() -> Path:
    return Path(os.environ.get("ZHENXING_CONFIG", home() / CLUSTER_FILE))


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsMissing(
            f"配置文件 {path} 读不出：{error}\nthe configuration {path} can't be read: {error}"
        ) from None
