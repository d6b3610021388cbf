"""Machines with a link each to people, store and broker, which can be cut."""

import os
import subprocess

from deploy.servers.ports import LOOPBACK, free_port
from tests.integration.game.forwarding import Forwarder

LINKS = ("people", "store", "broker")
OWN = "own"
"""The way back: from here to what listens there."""

Way = tuple[str, int]
"""Host and port."""


class Namespace:
    """A network namespace. A link that is down swallows what is sent, as a cable that was pulled;
    nobody is told. It needs root."""

    def __init__(self) -> None:
        self._name = f"zx{os.getpid() % 100_000}"
        self._forwarders: list[Forwarder] = []

    @property
    def runs(self) -> list[str]:
        return ["ip", "netns", "exec", self._name]

    @property
    def own_host(self) -> str:
        return _there("people")

    def make(self) -> None:
        _ip("netns", "add", self._name)
        self._ip("link", "set", "lo", "up")
        for link in LINKS:
            ours, theirs = self._ends(link)
            _ip("link", "add", ours, "type", "veth", "peer", "name", theirs, "netns", self._name)
            _ip("address", "add", f"{_here(link)}/30", "dev", ours)
            self._ip("address", "add", f"{_there(link)}/30", "dev", theirs)
            _ip("link", "set", ours, "up")
            self._ip("link", "set", theirs, "up")

    def remove(self) -> None:
        """Its links go with it."""
        for forwarder in self._forwarders:
            forwarder.close()
        subprocess.run(["ip", "netns", "delete", self._name], check=False, capture_output=True)

    def place(self, link: str, port: int) -> Way:
        if link == OWN:
            self._forwarders.append(Forwarder((LOOPBACK, port), (self.own_host, port)))
            return self.own_host, port
        self._forwarders.append(Forwarder((_here(link), port), (LOOPBACK, port)))
        return _here(link), port

    def cut(self, link: str) -> None:
        _ip("link", "set", self._ends(link)[0], "down")

    def mend(self, link: str) -> None:
        _ip("link", "set", self._ends(link)[0], "up")

    def _ends(self, link: str) -> tuple[str, str]:
        return f"{self._name}{link[0]}h", f"{self._name}{link[0]}n"

    def _ip(self, *words: str) -> None:
        _ip("-n", self._name, *words)


class Proxies:
    """This machine, with a proxy in each link: a cut one refuses whoever comes, and drops all."""

    runs: list[str] = []
    own_host = LOOPBACK

    def __init__(self) -> None:
        self._ways: dict[str, tuple[Way, Way]] = {}
        self._forwarders: dict[str, Forwarder] = {}

    def make(self) -> None:
        """Nothing: each link is made when it is first asked for."""

    def remove(self) -> None:
        for link in [*self._forwarders]:
            self.cut(link)

    def place(self, link: str, port: int) -> Way:
        if link not in LINKS[1:]:
            return LOOPBACK, port  # is never cut
        here = LOOPBACK, free_port()
        self._ways[link] = here, (LOOPBACK, port)
        self.mend(link)
        return here

    def cut(self, link: str) -> None:
        self._forwarders.pop(link).close()

    def mend(self, link: str) -> None:
        self._forwarders[link] = Forwarder(*self._ways[link])


def _here(link: str) -> str:
    return f"10.213.{LINKS.index(link)}.1"


def _there(link: str) -> str:
    return f"10.213.{LINKS.index(link)}.2"


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)
