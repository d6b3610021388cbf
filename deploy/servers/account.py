"""The system account that a server runs as, and the folder it may write."""

import hashlib
import os
import pwd
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from deploy.servers.errors import ServerError


@dataclass(frozen=True)
class Account:
    """Who runs a server. `uid` None: whoever runs this process."""

    name: str
    uid: int | None = None
    gid: int | None = None

    @classmethod
    def for_server(cls, name: str) -> "Account":
        """The server's own account when we are root, for PostgreSQL refuses root; else ours."""
        if os.geteuid() != 0:
            return cls(pwd.getpwuid(os.geteuid()).pw_name)
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            raise ServerError(
                f"root can't run this server itself and there is no account '{name}': "
                f"run as another user, or create it: useradd --system {name}"
            ) from None
        return cls(name, entry.pw_uid, entry.pw_gid)

    def folder(self, wanted: Path) -> Path:
        """A folder, mode 0700, that this account owns and can reach.

        It is `wanted`, unless the account may not enter one of the folders above it; then one
        under the system's temporary folder, always the same for the same `wanted`.
        """
        wanted = wanted.absolute()
        folder = wanted
        if not self._can_reach(wanted):
            key = hashlib.sha256(str(wanted).encode()).hexdigest()[:16]
            folder = Path(tempfile.gettempdir()) / f"zhenxing-{self.name}-{key}"
            print(
                f"{self.name} can't enter {wanted.parent}: its data is kept in {folder}",
                file=sys.stderr,
            )
        folder.mkdir(parents=True, exist_ok=True)
        owner = folder.lstat()
        if folder.is_symlink() or owner.st_uid not in (os.geteuid(), self.uid):
            raise ServerError(f"{folder} belongs to someone else: remove it, or move yours")
        folder.chmod(0o700)
        self.give(folder)
        return folder

    def give(self, path: Path) -> None:
        """Make this account the owner of a file or folder."""
        if self.uid is not None:
            shutil.chown(path, self.uid, self.gid)

    def write(self, path: Path, text: str, mode: int = 0o600) -> None:
        """Write a file that only this account reads."""
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w") as file:
            file.write(text)
        self.give(path)

    def _can_reach(self, folder: Path) -> bool:
        if self.uid is None:
            return True
        for above in folder.parents:
            if not above.exists():
                continue
            status = above.stat()
            if status.st_uid == self.uid:
                needed = 0o100
            elif status.st_gid == self.gid:
                needed = 0o010
            else:
                needed = 0o001
            if not status.st_mode & needed:
                return False
        return True
