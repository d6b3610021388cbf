"""Local parameters, set by the lead of their clause from a day on; what rules read on a day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from immutables import Map

from shared.kernel.aggregate.aggregate import Aggregate
from shared.kernel.aggregate.authority import ANYONE
from shared.kernel.aggregate.context import Context
from shared.kernel.aggregate.parameter_values import expected, fits
from shared.kernel.aggregate.rules import Rule, refuse
from shared.kernel.aggregate.sight import to_everyone
from shared.policy.model import Parameter
from shared.policy.registry import Registry
from shared.schemas.copying import replace
from shared.schemas.platform import ParameterSet, SetParameter

KNOWN_PARAMETER = Rule(
    "known-parameter",
    "design",
    zh="参数须在登记册中，且属于本系统",
    en="A parameter stands in the registry, under this service.",
    pass_zh="没有参数 {parameter}",
    pass_en="There is no parameter {parameter}.",
)
ONLY_LOCAL_IS_SET = Rule(
    "only-local-is-set",
    "design",
    zh="法律或政策规定的数值随其文本修订，不得另行设定",
    en="What a law or the policy sets changes only with a new version of its text.",
    pass_zh="{parameter} 的依据为 {basis}",
    pass_en="The basis of {parameter} is {basis}.",
)
LEAD_SETS_IT = Rule(
    "lead-sets-it",
    "design",
    zh="本地参数由其条款的牵头单位设定；只涉及一个区县的，也可由该区县设定",
    en="A local parameter is set by the lead of its clause; by a county if it concerns no other.",
    pass_zh="请由 {lead} 设定",
    pass_en="Have it set by {lead}.",
)
VALUE_KEEPS_ITS_KIND = Rule(
    "value-keeps-its-kind",
    "design",
    zh="参数值须与原值同类，并在登记的范围之内",
    en="A parameter's value stays of its kind and within its registered range.",
    pass_zh="应为{kind_zh}，如 {example}",
    pass_en="It should be {kind_en}, such as {example}.",
)


@dataclass(frozen=True, slots=True)
class Setting:
    effective_from: date
    value: Any


@dataclass(frozen=True, slots=True)
class ParameterBook:
    """The settings of each parameter, in the order in which they were made."""

    settings: Map[str, tuple[Setting, ...]] = Map()

    def value_on(self, name: str, day: date) -> Setting | None:
        """The setting in force: the latest day that has come; of one day, the last one made."""
        in_time = [s for s in self.settings.get(name, ()) if s.effective_from <= day]
        return max(in_time, key=lambda s: s.effective_from) if in_time else None


PARAMETERS = Aggregate(
    "parameters", ParameterBook(), key="book", title="参数", sight=[to_everyone()]
)


@PARAMETERS.evolve
def evolve(book: ParameterBook, event: ParameterSet) -> ParameterBook:
    made = Setting(event.effective_from, event.value)
    # The newest first, so that of two settings for one day the later one is found.
    known = (made, *book.settings.get(event.parameter, ()))
    return replace(book, settings=book.settings.set(event.parameter, known))


PARAMETERS.asks_nobody("需要时由牵头单位设定")


def _clause(cmd: SetParameter, registry: Registry) -> str:
    known = registry.parameters.get(cmd.parameter)
    return known.clause if known else "design"


def setters(service: str, registry: Registry) -> list[str]:
    """Who may set one at least of a service's parameters."""
    own = (p for name, p in registry.parameters.items() if name.startswith(f"{service}."))
    leads = [_leads(service, p, registry) for p in own if p.basis == "local"]
    return sorted({organisation for lead in leads for organisation in lead})


@PARAMETERS.command(
    title="设定参数", clause="design", by=[ANYONE], creates=None, clause_of=_clause, givers=setters
)
def set_parameter(book: ParameterBook, cmd: SetParameter, context: Context) -> list[ParameterSet]:
    known = context.registry.parameters.get(cmd.parameter)
    if known is None or not cmd.parameter.startswith(f"{cmd.book}."):
        refuse(KNOWN_PARAMETER, parameter=cmd.parameter)
    if known.basis != "local":
        refuse(ONLY_LOCAL_IS_SET, parameter=cmd.parameter, basis=known.basis)
    lead = _leads(cmd.book, known, context.registry)
    if context.actor.organisation not in lead:
        refuse(
            LEAD_SETS_IT, lead="、".join(context.registry.name_of(o, context.today) for o in lead)
        )
    if not fits(known, cmd.value):
        zh, en = expected(known)
        refuse(VALUE_KEEPS_ITS_KIND, kind_zh=zh, kind_en=en, example=known.value)
    return [
        ParameterSet(
            parameter=cmd.parameter,
            value=cmd.value,
            effective_from=cmd.effective_from,
            basis=cmd.basis,
            document=cmd.document,
        )
    ]


def _leads(book: str, known: Parameter, registry: Registry) -> tuple[str, ...]:
    """Who sets it: the lead of its clause; where it rests on none, who operates the service."""
    if known.clause in registry.clauses:
        return registry.leads_of(known.clause)
    return (registry.operators[book],)


class InForce(Mapping[str, Parameter]):
    """Every registered parameter with the value that holds on a day."""

    def __init__(self, registry: Registry, book: ParameterBook, day: date) -> None:
        self._registry, self._book, self._day = registry, book, day

    def __getitem__(self, name: str) -> Parameter:
        known = self._registry.parameter_on(name, self._day)
        setting = self._book.value_on(name, self._day)
        if setting is None or setting.effective_from < known.since:
            return known
        return replace(known, value=setting.value, since=setting.effective_from)

    def __iter__(self) -> Iterator[str]:
        return iter(self._registry.parameters)

    def __len__(self) -> int:
        return len(self._registry.parameters)
