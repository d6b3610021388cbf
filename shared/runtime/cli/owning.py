"""The folder of everything that a run leaves behind, before it leaves anything there."""

import os
from pathlib import Path

from shared.kernel.private_files import keep_private
from shared.runtime.cli.errors import Complaint
from shared.runtime.settings import home


def own_home(*, passable: bool = False) -> Path:
    """The home, made where it is missing, and its owner's alone; see `keep_private`.

    Raises `Complaint` where we can't write.
    """
    folder = home()
    try:
        keep_private(folder, passable=passable)
        ours = os.access(folder, os.W_OK | os.X_OK)
    except OSError:
        ours = False
    if not ours:
        raise Complaint(
            f"无法写入 {folder}；请用 ZHENXING_HOME 换一个本用户可写的文件夹\n"
            f"{folder} can't be written to; ZHENXING_HOME names another folder, such as"
            " ZHENXING_HOME=~/zhenxing"
        )
    return folder
