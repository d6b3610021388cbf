"""What a run leaves behind is its owner's alone, also what an earlier release left readable."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

OTHERS = 0o077
"""All that group and others might do."""
PASSING = 0o011
"""To reach what lies within a folder, if one knows its name."""
_OURS = (
    "*.sqlite",
    "*.sqlite-*",
    "*.log",
    "*.log.*",
    "*.toml",
    "*.yaml",
    "*.json",
    "*.new",
    "*.out",
)
_FOLDERS = ("log", "identity")


def keep_private(home: Path, *, passable: bool = False) -> None:
    """From now on this process's files are its owner's alone, and so are those in its home.

    Through a `passable` home those may pass who might before, and see nothing: the servers of a
    cluster may run as accounts of their own. What we did not write stays as it is.
    """
    os.umask(OTHERS)
    home.mkdir(parents=True, exist_ok=True)
    _restrict(home, OTHERS & ~PASSING if passable else OTHERS)
    for path in _left_behind(home):
        _restrict(path, OTHERS)


def restrict_file(path: Path, *, make: bool = False) -> None:
    """Make a file its owner's alone, if it is there or to be made."""
    if make:
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    _restrict(path, OTHERS)


def write_private(path: Path, text: str) -> None:
    """Write a file anew, whole; it is its owner's alone from the first byte on."""
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(text)
    new.replace(path)


def _left_behind(home: Path) -> Iterator[Path]:
    for pattern in _OURS:
        yield from home.glob(pattern)
    for name in _FOLDERS:
        folder = home / name
        if folder.is_dir() and not folder.is_symlink():
            yield folder
            yield from folder.iterdir()


def _restrict(path: Path, bits: int) -> None:
    """Take rights away from one of our own files; another's, or one just gone, is left."""
    with suppress(FileNotFoundError):
        known = path.lstat()
        if known.st_uid == os.geteuid() and known.st_mode & bits and not path.is_symlink():
            path.chmod(known.st_mode & 0o7777 & ~bits)
