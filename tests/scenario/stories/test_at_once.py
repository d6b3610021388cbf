"""Stories in which two act at the same moment, and only one thing may come of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import amqp
import pytest

from deploy.servers.ports import LOOPBACK
from services.supervision.domain.cause import late_cause
from shared.runtime.settings import configured
from tests.eventually import eventually
from tests.integration.client import Client, Order
from tests.integration.processes import (
    SERVE,
    Cluster,
    Process,
    free_base,
)
from tests.plain_amqp import channel
from tests.scenario.stories.steps import YUAN, admit, ask_for_land, open_fund, set_reserve
from tests.scenario.stories.story import Story, Tell, rule_of

ROUNDS = 3
TOLD_AGAIN = 3
LARGE = 25_000_000 * YUAN


def test_the_last_of_a_reserve_goes_to_one_of_two_who_draw_it_at_once(tell: Tell) -> None:
    story = tell("2024-03-04")
    set_reserve(story, "lanshan", scale="400000.00", reserved="40000.00")
    for project in ("tea-road", "tea-school"):
        admit(story, project, "jufeng", "lanshan")
    for n in range(ROUNDS):
        for project in ("tea-road", "tea-school"):
            ask_for_land(story, f"{project}-{n}", project, "jufeng", area="30000.00")
        answers = story.at_once(
            draw(story, "natural-resources", f"tea-road-{n}"),
            draw(story, "lanshan-natural-resources", f"tea-school-{n}"),
        )
        [drawn] = [answer.body for answer in answers if answer.status == 200]
        [refused] = [answer for answer in answers if answer.status != 200]
        assert rule_of(refused) == "reserve-covers-draws"
        book = story.row("reserve-ledger", "lanshan", seen_by="lanshan")
        assert (book["drawn"], book["free"]) == ("30000.00", "10000.00")
        end_requests(story, drawn["stream"].removeprefix("land-request-"), n)


def test_one_request_draws_once_though_two_grant_it_at_once(tell: Tell) -> None:
    story = tell("2024-03-04")
    set_reserve(story, "juxian", scale="900000.00", reserved="90000.00")
    admit(story, "block-plant", "zhaoxian", "juxian")
    ask_for_land(story, "block-plant", "block-plant", "zhaoxian", area="30000.00")
    answers = story.at_once(
        draw(story, "natural-resources", "block-plant"),
        draw(story, "juxian-natural-resources", "block-plant"),
    )
    [refused] = [answer for answer in answers if answer.status != 200]
    assert rule_of(refused) == "request-is-open"
    assert story.row("reserve-ledger", "juxian", seen_by="juxian")["drawn"] == "30000.00"
    assert story.history("projects", "readiness-block-plant").count("LandAllocationNoted") == 1


def test_money_above_the_threshold_needs_two_people_and_an_approval_serves_once(
    tell: Tell,
) -> None:
    first, *others = "演示-赵会计", "演示-钱会计", "演示-孙会计"
    money = {"fund": "harbour-fund", "project": "harbour", "amount_fen": LARGE}
    approval = {
        "fund": "harbour-fund", "act": "allocation", "beneficiary": "harbour", "amount_fen": LARGE
    }  # fmt: skip
    story = tell("2024-03-04")
    admit(story, "harbour", "taoluo", "donggang")
    open_fund(story, "harbour-fund", yuan=90_000_000)
    assert story.refused("finance", "allocate-funds", first, **money) == "two-approvers"
    story.give("finance", "approve-spending", first, **approval)
    assert story.refused("finance", "allocate-funds", first, **money) == "two-approvers"

    answers = story.at_once(
        *(story.order("finance", "allocate-funds", other, **money) for other in others)
    )
    [refused] = [answer for answer in answers if answer.status != 200]
    assert rule_of(refused) == "two-approvers"
    second = others[1 - answers.index(refused)]
    [allocated] = story.events("finance", "fund-harbour-fund")[-1:]
    assert allocated["data"]["approvers"] == [first, second]
    ready = story.row("project-readiness", "harbour", seen_by="taoluo")
    assert ready["allocated_fen"] == LARGE


def test_a_cause_told_twice_to_two_replicas_raises_one_issue(tell: Tell, cluster: Cluster) -> None:
    late = {"project": "guesthouse", "permit": "planning-permit"}
    cause = late_cause(late["permit"], late["project"])
    story = tell("2024-03-04")
    admit(story, "guesthouse", "chaohe", "wulian")
    story.give("chaohe", "request-permit", **late, organisation="wulian-approval")
    story.give("wulian-approval", "accept-permit", **late)
    with second_supervision(cluster) as second, channel(cluster.rabbitmq.admin_url) as broker:
        queues = [name for name in cluster.rabbitmq.queues() if name.startswith("supervision.")]
        heard = broker.queue_declare(exclusive=True).queue
        broker.queue_bind(heard, "projects.events", "PermitOverdue")
        story.after(days=60)
        told = eventually(lambda: broker.basic_get(heard, no_ack=True), "the event")
        for _ in range(TOLD_AGAIN):
            again = amqp.Message(told.body, **told.properties)
            broker.basic_publish(again, "projects.events", "PermitOverdue")
        eventually(lambda: not any(waiting(broker, queues)), "the copies to be taken")
        admit(story, "guesthouse-annex", "chaohe", "wulian")  # heard of after the copies
        for replica in (story, replace(story, client=second)):
            [issue] = replica.rows("issue-ledger", seen_by="chaohe", cause=cause)
            assert (issue["handler"], issue["step"]) == ("wulian-approval", "assigned")
            assert replica.history("supervision", f"cause-{cause}") == ["CauseOpened"]
            status = replica.client.get("supervision", "/status").body
            assert status["parked"] == status["refused_reactions"] == 0


def draw(story: Story, org: str, request: str) -> Order:
    return story.order(org, "allocate-land", request=request, source="reserve")


def end_requests(story: Story, drawn: str, n: int) -> None:
    """The next two ask for the same land again."""
    waiting = {f"tea-road-{n}", f"tea-school-{n}"} - {drawn}
    ended = {"reason": "演示-另行选址"}
    story.give("natural-resources", "return-draw", request=drawn, **ended)
    story.give("natural-resources", "refuse-land", request=waiting.pop(), **ended)


def waiting(broker: amqp.Channel, queues: list[str]) -> list[int]:
    """How many messages wait in each of these."""
    return [broker.queue_declare(name, passive=True).message_count for name in queues]


@contextmanager
def second_supervision(cluster: Cluster) -> Iterator[Client]:
    """Another process of supervision, on the same database, and who talks to it."""
    own = cluster.settings.service("supervision").address
    other = f"{LOOPBACK}:{free_base(1) + 1}"
    file = cluster.configuration.with_name("replica.toml")
    file.write_text(cluster.configuration.read_text().replace(own, other))
    file.chmod(0o600)
    env = {**cluster.env, "ZHENXING_CONFIG": str(file)}
    process = Process([*SERVE, "supervision"], env, file.with_suffix(".log"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("ZHENXING_CONFIG", str(file))
        client = Client(configured())
    process.start()
    try:
        eventually(lambda: _ready(client), "the second process to be ready")
        yield client
    finally:
        process.terminate()


def _ready(client: Client) -> bool:
    return client.call("GET", "supervision", "/health/ready").status == 200
