from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from services.supervision.domain.issue import rules
from services.supervision.domain.issue.state import ISSUE
from services.supervision.reactions import finance, land, programme, projects
from services.supervision.reactions import late as lateness
from services.supervision.views.projects_on_the_ledger import ProjectsOnTheLedger
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import Reaction, reactions_of
from shared.schemas.finance.bond_proceeds import BondProceedsIdle
from shared.schemas.finance.fund_keeping import AllocationOverdue, PaymentOverdue
from shared.schemas.land.key_project import LandCoordinationOverdue
from shared.schemas.land.reserve_book import ReserveBreached
from shared.schemas.programme.cultivation_task import TaskOverdue
from shared.schemas.projects.green_channel import PermitOverdue
from shared.schemas.projects.green_channel_decisions import PermitDeliveryOverdue
from tests.given import given
from tests.unit.supervision.matters import assigned


def meta(source: str, stream: str, id: str, type: str, clause: str) -> EventMeta:
    at = datetime(2024, 3, 18, 1, 30, tzinfo=UTC)
    return EventMeta(
        source, 7, stream, id, 3, "event-1", type, at, at, "system", "system", clause, "c", "r"
    )


LATE_PERMIT = PermitOverdue(
    "p1", town="taoluo", permit="planning-permit", organisation="approval",
    due_on=date(2024, 3, 15),
)  # fmt: skip
ITS_CHANNEL = meta("projects", "green-channel-p1", "p1", "PermitOverdue", "RZ-2.1.b")


@dataclass
class Known:
    """What a reaction finds in the view that it needs."""

    rows: list[ProjectsOnTheLedger]

    def find(self, **equals: Any) -> list[ProjectsOnTheLedger]:
        return self.rows


SOURCES = (finance, land, programme, projects)


def reaction_to(event: type) -> Reaction:
    (found,) = [r for m in SOURCES for r in reactions_of(m) if r.event is event]
    return found


def test_a_late_permit_raises_an_issue_handled_by_who_is_late():
    reaction = reaction_to(PermitOverdue)
    event, about = LATE_PERMIT, ITS_CHANNEL
    (command,) = reaction.commands(event, about)
    assert command.issue == "late-planning-permit-p1-20240315"
    raised, made, opened = given(ISSUE, command.issue).when(command, by="system").events
    assert made == assigned("approval", ("housing", "donggang"), issue=command.issue)
    assert (raised.cause_service, raised.cause_stream, raised.cause_key) == (
        "projects", "green-channel-p1", "planning-permit",
    )  # fmt: skip
    assert opened.cause == raised.cause == "late-planning-permit-p1"


def test_a_title_says_a_project_by_its_name_once_that_is_known_here():
    reaction = reaction_to(PermitOverdue)
    event, about = LATE_PERMIT, ITS_CHANNEL
    row = replace(ProjectsOnTheLedger.definition.new_row("p1"), name="演示-码头")
    assert reaction.needs is ProjectsOnTheLedger
    titles = [
        command.title
        for known in ([row], [])
        for command in reaction.commands(event, about, Known(known))
    ]
    assert titles == ["许可超期：演示-码头，建设工程规划许可", "许可超期：p1，建设工程规划许可"]


def test_a_short_reserve_raises_an_issue_handled_by_the_county():
    reaction = reaction_to(ReserveBreached)
    event = ReserveBreached(
        "juxian", scale=Decimal("100.00"), reserved=Decimal("9.00"), required_percent=10
    )
    about = meta("land", "reserve-juxian", "juxian", "ReserveBreached", "RZ-2.3.g")
    (command,) = reaction.commands(event, about)
    assert command.issue == "reserve-juxian-20240318-0930"
    raised, assigned, _ = given(ISSUE, command.issue).when(command, by="system").events
    assert raised.town == "zhaoxian"
    assert assigned.handler == "juxian"
    assert assigned.copied == ("natural-resources",)


def test_a_late_delivery_is_another_cause_than_the_late_permit_itself():
    due_on = date(2024, 3, 15)
    about = meta("projects", "green-channel-p1", "p1", "PermitDeliveryOverdue", "RZ-2.1.b")
    late = PermitDeliveryOverdue(
        "p1", town="taoluo", permit="planning-permit", organisation="approval", due_on=due_on
    )
    (command,) = reaction_to(PermitDeliveryOverdue).commands(late, about)
    assert command.cause == "late-delivery-planning-permit-p1"
    assert command.cause_key == "planning-permit:delivery"


def test_late_money_tells_how_much_and_who_was_to_move_it():
    due_on = date(2024, 3, 20)
    about = meta("finance", "fund-f1", "f1", "AllocationOverdue", "RZ-2.2.c")
    late = AllocationOverdue(
        "f1", key="allocation-1", organisation="juxian", town=None, county="juxian",
        amount_fen=123_405, due_on=due_on,
    )  # fmt: skip
    (command,) = reaction_to(AllocationOverdue).commands(late, about)
    assert "1,234.05 元" in command.description
    raised, assigned, _ = given(ISSUE, command.issue).when(command, by="system").events
    assert (raised.town, assigned.handler) == ("zhaoxian", "juxian")
    assert assigned.copied == ("finance", "pboc", "tax")


def test_idle_bond_money_is_the_finance_bureaus_to_handle_with_a_town_or_without():
    due_on = date(2025, 3, 1)
    about = meta("finance", "bond-proceeds-b1", "b1", "BondProceedsIdle", "RZ-2.2.g")
    of_project = BondProceedsIdle(
        bond="b1", project="p1", town="chaohe", key="unspent.p1", amount_fen=250_05,
        since=date(2024, 3, 1), due_on=due_on,
    )  # fmt: skip
    (command,) = reaction_to(BondProceedsIdle).commands(of_project, about)
    assert command.issue == "late-bond-b1-p1-20250301" and "250.05 元" in command.description
    raised, assigned, _ = given(ISSUE, command.issue).when(command, by="system").events
    assert (raised.town, assigned.handler, assigned.copied) == (
        "chaohe", "finance", ("pboc", "tax", "wulian"),
    )  # fmt: skip
    free = replace(of_project, project=None, town=None, key="free")
    (command,) = reaction_to(BondProceedsIdle).commands(free, about)
    assert given(ISSUE, command.issue).when(command, by="system").events


def test_co_handlers_must_be_competent_as_the_handler_must():
    about = meta("land", "key-project-p1", "p1", "LandCoordinationOverdue", "RZ-2.3.f")
    late = LandCoordinationOverdue(
        "p1", town="taoluo", county="donggang", organisation="natural-resources",
        due_on=date(2024, 3, 20),
    )  # fmt: skip
    (command,) = reaction_to(LandCoordinationOverdue).commands(late, about)
    _, assigned, _ = given(ISSUE, command.issue).when(command, by="system").events
    assert (assigned.co_handlers, assigned.copied) == (("donggang",), ())
    elsewhere = replace(command, co_handlers=("juxian",))
    given(ISSUE, command.issue).when(elsewhere, by="system").refused(rules.HANDLER_IS_COMPETENT)


def test_reactions_give_the_same_commands_when_they_run_again():
    reaction = reaction_to(PermitOverdue)
    event, about = LATE_PERMIT, ITS_CHANNEL
    assert list(reaction.commands(event, about)) == list(reaction.commands(event, about))


def test_a_sentence_says_names_sums_and_days_and_no_ids():
    town, county, due_on = "taoluo", "donggang", date(2024, 3, 20)
    about = meta("finance", "fund-f1", "f1", "PaymentOverdue", "RZ-2.2.c")
    told = PaymentOverdue(
        "f1", project="p1", key="payment-1", verification=2, organisation="finance",
        town=town, county=county, amount_fen=123_405, due_on=due_on,
    )  # fmt: skip
    pier = replace(ProjectsOnTheLedger.definition.new_row("p1"), name="渔港码头改造")
    (command,) = reaction_to(PaymentOverdue).commands(told, about, Known([pier]))
    sentence = "项目“渔港码头改造”第 2 次验收的 1,234.05 元未在 2024-03-20 前付清。"
    assert command.description == sentence


def test_an_organisation_is_called_by_its_name():
    about = meta("programme", "cultivation-task-t1", "t1", "TaskOverdue", "RZ-1.b")
    told = TaskOverdue(
        "t1", town="taoluo", county="donggang", organisation="housing", title="路灯",
        key="k", due_on=date(2024, 3, 20),
    )  # fmt: skip
    (command,) = reaction_to(TaskOverdue).commands(told, about)
    assert "应由 市住房和城乡建设局 于 2024-03-20 前完成" in command.description


def test_a_lateness_that_would_tell_an_id_is_not_declared():
    with pytest.raises(TypeError, match="fund tells nobody anything: an id"):
        lateness.late(
            PaymentOverdue, "资金拨付超期", "资金 {fund} 未付清。", of=("{key}",), why="who pays."
        )
