"""Settings of a process: what is set, by the environment, a configuration file or one's own machine."""

from shared.runtime.settings.environment import base_port, home
from shared.runtime.settings.model import (
    DEFAULT_RUNTIME,
    NAMEKO,
    OFF,
    ONCE,
    RUNTIMES,
    SERVICES,
    THREADS,
    ServiceSettings,
    Settings,
    SettingsMissing,
    WebSettings,
    WorkbenchPlace,
)
from shared.runtime.settings.shapes import configured, current, embedded

__all__ = [
    "DEFAULT_RUNTIME",
    "NAMEKO",
    "OFF",
    "ONCE",
    "RUNTIMES",
    "SERVICES",
    "THREADS",
    "ServiceSettings",
    "Settings",
    "SettingsMissing",
    "WebSettings",
    "WorkbenchPlace",
    "base_port",
    "configured",
    "current",
    "embedded",
    "home",
]
