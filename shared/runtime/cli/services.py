"""The running services that a command of the command line speaks to."""

from shared.runtime.cli.client import Client
from shared.runtime.cli.credentials import Credentials
from shared.runtime.settings import current


class Services:
    """The services that the settings name: the configured ones, else the embedded ones."""

    def __init__(self) -> None:
        self.settings = current()
        self.credentials = Credentials(self.settings)

    @property
    def names(self) -> list[str]:
        return list(self.settings.services)

    def client(self, name: str, *duties: str) -> Client:
        """Asks one service as whoever sits here, with these duties. Raises `SettingsMissing`."""
        return Client(self.settings, name, self.credentials.operator(name, *duties))

    def clients(self, *duties: str) -> dict[str, Client]:
        """A client of every service, by name."""
        return {name: self.client(name, *duties) for name in self.names}
