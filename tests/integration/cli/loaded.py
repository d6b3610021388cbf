"""The demo once loaded: whoever comes later serves a copy of that home, and loads nothing."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from shared.runtime.settings import SERVICES


def kept_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the tests of one run, whichever worker has them, keep the home with the demo."""
    own = tmp_path_factory.getbasetemp()
    return (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "loaded-demo"


def keep(home: Path, kept: Path) -> None:
    """Copy the home of services that are at rest; nobody sees half of it."""
    new = kept.with_suffix(".new")
    new.mkdir(mode=0o700)
    for name in SERVICES:
        copy_store(home, new, name)
    shutil.copytree(home / "identity", new / "identity")
    shutil.copy(home / "demo.embedded.json", new)
    new.rename(kept)


def copy_store(home: Path, to: Path, name: str) -> None:
    """A service's store as it is at this moment, also while it is written."""
    file = f"{name}.sqlite"
    with closing(sqlite3.connect(home / file)) as old, closing(sqlite3.connect(to / file)) as new:
        old.backup(new)
