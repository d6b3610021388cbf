"""What can go wrong with a private server, said so that one knows what to do."""


class ServerError(RuntimeError):
    """A private server can't be started, reached or changed."""


class ProgramMissing(ServerError):
    """The server is not installed; the message says what to install."""
