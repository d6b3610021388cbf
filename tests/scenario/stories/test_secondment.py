"""A story of somebody seconded to a pilot town, whose name nobody keeps in the end."""

from pathlib import Path
from typing import Any

from services.supervision.domain.cause import late_cause
from shared.kernel.personal.vault import ERASED
from tests.integration.client import Order
from tests.integration.processes import Cluster
from tests.scenario.stories.story import Story, Tell

NAME, COMMENT = "演示-欧阳挂职", "演示-驻镇实绩突出"
OF = {"secondment": "story-secondment"}
PERSON = "p-2024-777"
BY = "organization"
DECIDED = {"decided_by": BY, "document": "演示-任字1号"}


def of_person(story: Story, command: str, by: str = "演示-经办", **data: Any) -> None:
    """Gives a command that has a person among its fields; `by` is who gives it."""
    data = {**data, "person": PERSON}
    answer = story.send(Order("talent", command, BY, data, story.now.isoformat(), person=by))
    assert answer.status == 200, answer.body


def named(story: Story, org: str) -> list[str]:
    """What the ledger calls the person, to who looks."""
    rows = story.rows("secondments", seen_by=org, secondment=OF["secondment"])
    return [row["name"] for row in rows]


def files_with(folders: list[Path], text: str) -> list[str]:
    found = []
    for path in (p for folder in folders for p in folder.rglob("*") if p.is_file()):
        try:
            found += [str(path)] if text.encode() in path.read_bytes() else []
        except FileNotFoundError:  # gone meanwhile, as a temporary one may be
            continue
    return found


def test_a_secondment_is_asked_for_begun_warned_of_extended_and_ended_and_the_person_erased(
    tell: Tell, cluster: Cluster
) -> None:
    story = tell("2024-03-04")
    story.give("taoluo", "request-secondee", **OF, town="taoluo", post="副镇长（挂职）",
               requirements="熟悉规划")  # fmt: skip
    story.give(BY, "nominate-secondee", **OF, sender="reform", candidates=2, requirements="副科")
    of_person(
        story, "start-secondment", **OF, **DECIDED, name=NAME, post="副镇长（挂职）",
        relation_stays=True, started_on="2024-03-04", until="2024-09-04", decided_on="2024-03-04",
    )  # fmt: skip
    assert [named(story, org) for org in (BY, "taoluo", "reform", "jufeng", "housing")] == [
        [NAME], [NAME], [NAME], [], []
    ]  # fmt: skip

    story.on("2024-07-08")
    assert story.row("secondments", OF["secondment"])["ending"]
    story.on("2024-09-09")
    row = story.row("secondments", OF["secondment"], seen_by="taoluo")
    assert row["overdue"] and row["name"] == NAME
    cause = late_cause("secondment", OF["secondment"])
    raised = story.events("supervision", f"cause-{cause}")
    assert [event["type"] for event in raised] == ["CauseOpened"]
    issue = story.row("issue-ledger", raised[0]["data"]["issue"])
    assert (issue["handler"], issue["town"]) == (BY, "taoluo")
    assert NAME not in str(issue)

    extended = {"until": "2025-03-03", "decided_on": "2024-09-09"}
    story.give(BY, "extend-secondment", **OF, **DECIDED, **extended)
    of_person(
        story, "appraise-secondee", **OF, year=2024, grade="excellent", comment=COMMENT,
        document="演示-考字1号",
    )  # fmt: skip
    story.on("2025-03-03")
    story.give(BY, "end-secondment", **OF, **DECIDED, end="returned", ended_on="2025-03-03")
    assert story.row("town-strength", "taoluo")["seconded"] == 0
    told = story.rows("personal-readings", seen_by="discipline")
    assert {row["organisation"] for row in told if PERSON in row["persons"]} >= {
        BY, "taoluo", "reform"
    }  # fmt: skip

    of_person(story, "propose-erasure", ground="purpose-achieved")
    of_person(story, "erase-person", "演示-复核", ground="purpose-achieved")
    assert story.row("erasures", f"talent-{PERSON}", seen_by=BY)["erased"] == PERSON
    assert [named(story, org) for org in (BY, "taoluo", "reform")] == [[ERASED]] * 3
    assert story.client.get("talent", "/verification").body["whole"]
    kept = [cluster.postgresql.folder, cluster.rabbitmq.folder, cluster.configuration.parent]
    assert files_with(kept, OF["secondment"])
    assert [files_with(kept, text) for text in (NAME, COMMENT)] == [[], []]
