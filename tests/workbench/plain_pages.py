"""Pages read as a person reads them: their texts, and where they lead."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

UNREAD = ("script", "style")
EMPTY = ("br", "img", "input", "wbr")
CODE = re.compile(
    r"[{\[]\s*[\"'{]"  # JSON, or a value of Python's
    r"|\b(None|null|True|False|undefined)\b"
    r"|\bRZ-\d"
    r"|\d{4}-\d\d-\d\dT\d\d:"
    r"|\b[0-9a-f]{8}-[0-9a-f]{4}-|\b[0-9a-f]{40,}\b"
    r"|_fen\b|（分）"
)
ID = re.compile(r"(?<![\w.@/:%-])[a-z][a-z0-9]*(?:[-._]*[a-z0-9]+)+(?![\w/-])", re.ASCII)
"""A word of small Latin letters, or several that are joined: the id of something."""
BESIDE = re.compile(r"(?<=[^\s（]) ?（[a-z0-9.、-]+）")
"""An id behind the words that it is the id of."""
OWN = "id"
"""The class of what is shown as an id: words stand beside it."""
IDS_APART = ("/operating", "/print/ledgers")
"""Where operators are told the names of streams, subscriptions and queues; and what prints what
another page says, without saying which of it is an id."""


@dataclass
class Page(HTMLParser):
    """What a page says and links to, below its own address."""

    markup: str
    texts: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    """Texts with an id where a word belongs."""
    unnamed: list[tuple[str, str]] = field(default_factory=list)
    """Things that the page says it knows no name of, and their ids."""

    def __post_init__(self) -> None:
        super().__init__()
        self._within: list[str] = []
        self._named: list[str] = []
        self._thing = ""
        self.feed(self.markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag in UNREAD:
            self._within.append(tag)
        if self._named or OWN in (told.get("class") or "").split() or "download" in told:
            self._named += [tag] if tag not in EMPTY else []
            self._thing = told.get("data-of") or ""
        if tag == "a" and (link := told.get("href") or "").startswith("/"):
            self.links.append(link)
        for name in ("title", "placeholder", "aria-label"):
            if said := told.get(name):
                self.texts.append(said)

    def handle_endtag(self, tag: str) -> None:
        if self._within and self._within[-1] == tag:
            self._within.pop()
        if self._named and self._named[-1] == tag:
            self._named.pop()

    def handle_data(self, data: str) -> None:
        if not self._within and (text := data.strip()):
            self.texts.append(text)
            if self._named and self._thing:
                self.unnamed.append((self._thing, text))
            elif not self._named and ID.search(BESIDE.sub("", text)):
                self.ids.append(text)

    def raw(self, codes: frozenset[str], *, ids_apart: bool = False) -> list[str]:
        """Texts that are no words, or hold such: codes that have a word, JSON, identifiers of
        programs, ids, unless these stand apart."""
        codes_said = [t for t in self.texts if CODE.search(t) or not codes.isdisjoint(t.split())]
        return codes_said if ids_apart else [*codes_said, *self.ids]


OTHERS = {"trace": 1, "evidence": 2, "papers": 2, "print": 2}


def pattern(link: str) -> str:
    """What links of one kind have in common: pages of one kind are looked at once."""
    parts = urlsplit(link)
    names = parts.path.strip("/").split("/")
    kept = {
        "matter": 2,
        "dossier": 2,
        "help": 1,
        "pick": 2,
        "documents": 2,
        "pictures": 2,
        **OTHERS,
    }.get(names[0], 3)
    if names[0] == "matter" and len(names) > 2:
        names[2] = re.sub(r"-[a-z0-9.-]*$", "", names[2].partition("-")[0])
        kept = 3
    if names[0] == "exercise" and len(names) > 2:
        names = ["exercise", "cell"]
    return "/".join(names[:kept]) + ("?" if parts.query else "")
