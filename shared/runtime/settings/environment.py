"""What the environment says: where a run leaves what it leaves, on which ports it listens."""

import os
from pathlib import Path

from shared.policy.services import BASE_PORT
from shared.runtime.settings.model import SettingsMissing

_LAST_BASE = 64_535
"""A thousand ports above it are the run's: a cluster's servers listen behind the services."""


def home() -> Path:
    """The folder of everything that a run leaves behind: ZHENXING_HOME, by default var."""
    return Path(os.environ.get("ZHENXING_HOME", "var")).absolute()


def base_port() -> int:
    """ZHENXING_PORT, by default 8000; the services listen on the ports after it.

    Raises `SettingsMissing`.
    """
    said = os.environ.get("ZHENXING_PORT", str(BASE_PORT))
    if not (said.isdecimal() and 1 <= int(said) <= _LAST_BASE):
        raise SettingsMissing(
            f"ZHENXING_PORT 须为 1 至 {_LAST_BASE} 的整数，不是 {said}\n"
            f"ZHENXING_PORT is a whole number from 1 to {_LAST_BASE}, not {said}"
        )
    return int(said)


def chosen(name: str, words: tuple[str, ...], configured: str) -> str:
    """ZHENXING_<NAME> goes before what is configured. Raises `SettingsMissing`."""
    wanted = os.environ.get(f"ZHENXING_{name.upper()}", configured)
    if wanted not in words:
        raise SettingsMissing(
            f"{name} 须为 {'、'.join(words)} 之一，不是 {wanted}\n"
            f"{name} is one of {', '.join(words)}, not {wanted}"
        )
    return wanted


def traces(configured: str = "") -> str:
    """OpenTelemetry's own variable goes before what is configured."""
    return os.environ.get("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", configured)
