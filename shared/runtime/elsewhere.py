"""Other services' logs, as one service follows them."""

from collections.abc import Callable, Mapping

from shared.kernel.subscription.feed import Feed
from shared.kernel.subscription.incoming import Announced
from shared.kernel.subscription.remote_log import RemoteLog
from shared.kernel.subscription.told_heads import ToldHeads
from shared.runtime.identities import Identities
from shared.runtime.settings import Settings
from shared.runtime.verifying import Witness


class Elsewhere:
    """Makes a source for each follower of another service's log, and has what comes from there
    reach all of them: a source's heads are told to this process once."""

    def __init__(self, name: str, settings: Settings, identities: Identities) -> None:
        self._name = name
        self._settings = settings
        self._identities = identities
        self.remote_logs: dict[str, list[RemoteLog]] = {}
        self.told_heads: dict[str, ToldHeads] = {}

    def source(self, name: str) -> RemoteLog:
        """A service's log, for one more follower."""
        if name not in self.told_heads:
            self.told_heads[name] = ToldHeads(self.feed(name))
        remote_log = RemoteLog(self.feed(name), self.told_heads[name])
        # Reactions, who come after views, are told of a message before them: others wait for theirs.
        self.remote_logs.setdefault(name, []).insert(0, remote_log)
        return remote_log

    def feed(self, name: str) -> Feed:
        """Raises `SettingsMissing`."""
        url, token = self._settings.service(name).origin, self._identities.token_for(name)
        return Feed(name, url, token, self._settings.ca)

    @property
    def offers(self) -> Mapping[str, Callable[[Announced], None]]:
        """Who takes what the broker brings, by the source."""
        return {source: self._offer(source) for source in self.remote_logs}

    @property
    def ignored(self) -> int:
        """Messages from the broker that are no part of their source's history."""
        return sum(max(log.ignored for log in logs) for logs in self.remote_logs.values())

    def seen_by(self, name: str) -> list[Witness]:
        """What another service last saw of this one's log. Raises `SourceUnavailable`."""
        seen = self.feed(name).witness(self._name)
        return [(name, position, hash) for position, hash in seen]

    def _offer(self, source: str) -> Callable[[Announced], None]:
        def offer(said: Announced) -> None:
            for remote_log in self.remote_logs[source]:
                remote_log.offer(said)

        return offer
