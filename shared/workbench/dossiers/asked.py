"""Which part of a dossier a page's address asks for."""

from dataclasses import dataclass
from urllib.parse import urlencode

from shared.workbench.forms.options import called
from shared.workbench.forms.typed import numeral
from shared.workbench.ledgers.two_days import TwoDays
from shared.workbench.visit import Visit

TITLES = {"project": "一项目一档", "town": "一镇一册", "issue": "一事一档", "fund": "资金档案"}
_LONGEST, _LONGEST_ADDRESS = 100, 1_000


@dataclass(frozen=True)
class Asked:
    """Which of its events are wanted: of one service and of a kind of its streams, of a year, by an
    organisation; `before` is the address of a page."""

    of: str = ""
    category: str = ""
    year: str = ""
    by: str = ""
    before: str = ""

    @property
    def query(self) -> dict[str, str]:
        """What narrows the events of each service."""
        told = {"category": self.category, "year": self.year, "by": self.by}
        return {name: value for name, value in told.items() if value}

    def questioned(self, days: TwoDays) -> dict[str, str]:
        """What services are asked by, but for the page."""
        since = {"effective_since" if days.happened else "since": days.since} if days.since else {}
        return {"order": "newest", **self.query, **days.past, **since}

    def services(self, visit: Visit) -> list[str]:
        """Who is asked."""
        return [self.of] if self.of else list(visit.bench.settings.services)

    def address(self, days: TwoDays, **other: str) -> str:
        """The address of the same with something else; an empty value takes it away. It is of the
        first page unless it names one."""
        own = {"of": self.of, "category": self.category, "year": self.year, "by": self.by}
        return "?" + urlencode({n: v for n, v in {**own, **days.address, **other}.items() if v})


def read_asked(visit: Visit) -> Asked:
    """What the address asks for; what can't be is left out."""
    args = visit.request.args
    of = args.get("of", "")
    of = of if of in visit.bench.settings.services else ""
    year = args.get("year", "")
    year = year if len(year) == 4 and numeral(year) else ""
    by = args.get("by", "") or called("organisation", args.get("by~text", "").strip())
    category = args.get("category", "")[:_LONGEST] if of else ""
    return Asked(of, category, year, by[:_LONGEST], args.get("before", "")[:_LONGEST_ADDRESS])


def path(kind: str, id: str) -> str:
    """Where services tell their parts of a dossier."""
    return f"/dossiers/{kind}/{id}"
