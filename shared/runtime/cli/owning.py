"""The folder of everything that a run leaves behind, before it leaves anything there."""

import errno
import fcntl
import os
from pathlib import Path

from shared.kernel.private_files import keep_private
from shared.runtime.cli.errors import Complaint
from shared.runtime.settings import home


def own_home(*, passable: bool = False) -> Path:
    """The home, made where it is missing, and its owner's alone; see `keep_private`. Until this
    process ends no other run has it: it would take the servers of a cluster over, and end them.

    Raises `Complaint` where we can't write, or another run does.
    """
    folder = home()
    try:
        keep_private(folder, passable=passable)
        held = os.open(folder / "run.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        raise Complaint(
            f"无法写入 {folder}；请用 ZHENXING_HOME 换一个本用户可写的文件夹\n"
            f"{folder} can't be written to; ZHENXING_HOME names another folder, such as"
            " ZHENXING_HOME=~/zhenxing"
        ) from None
    try:
        fcntl.lockf(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(held)
        if error.errno not in (errno.EACCES, errno.EAGAIN):
            raise Complaint(
                f"{folder} 所在的文件系统不支持文件锁（{error.strerror}）；请用 ZHENXING_HOME 换一个本机文件夹\n"
                f"The file system of {folder} locks no files ({error.strerror}); ZHENXING_HOME names"
                " another folder, on this machine's own disk"
            ) from None
        raise Complaint(
            f"{folder} 正由另一个运行使用；请先停止它，或用 ZHENXING_HOME 换一个文件夹\n"
            f"Another run has {folder}: end it first, or name another folder by ZHENXING_HOME"
        ) from None
    return folder
