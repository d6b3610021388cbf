"""What went wrong, said so that one knows what to do; no stack trace for what was foreseen."""

from collections.abc import Callable


class Complaint(Exception):
    """Something that the caller must put right; the message says what."""


def run(action: Callable[[], object]) -> bool:
    """Whether an action went well; a foreseen error is told on standard error."""
    try:
        action()
    except Exception as error:
        if not _tell(error):
            raise
        return False
    return True


def _tell(error: Exception) -> bool:
    from deploy.servers.errors import ServerError
    from shared.runtime.cli import show
    from shared.runtime.cli.client import Declined, Unreachable
    from shared.runtime.cli.credentials import NoToken
    from shared.runtime.cli.programme import ProgrammeUnreadable
    from shared.runtime.cli.rest import LoadStopped
    from shared.runtime.settings import SettingsMissing
    from shared.runtime.web.listening import CannotListen

    foreseen = (
        CannotListen,
        Complaint,
        NoToken,
        ProgrammeUnreadable,
        SettingsMissing,
        ServerError,
        Unreachable,
    )
    if isinstance(error, Declined):
        show.problem(error.problem)
    elif isinstance(error, LoadStopped):
        show.complaint(str(error))
        if error.problem:
            show.problem(error.problem)
    elif isinstance(error, foreseen):
        show.complaint(str(error))
    else:
        return False
    return True
