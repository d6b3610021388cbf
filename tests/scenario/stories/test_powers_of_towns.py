"""RZ-2.6: a power delegated, a permit accepted by the town, the power withdrawn in mid-case."""

from services.supervision.domain.cause import late_issue
from tests.scenario.stories.steps import admit
from tests.scenario.stories.story import Story, Tell

PERMIT = "project-approval"


def list_power(story: Story, county: str, town: str, organ: str, item: str, form: str) -> None:
    """The county lists one power over a permit, hears its town, and publishes the list."""
    staffing, of = f"{county}-staffing", {"county": county}
    story.give(staffing, "draft-power-list", **of, title="演示-清单")
    story.give(
        staffing, "list-power-item", **of, item=item, name="演示-项目审批", kind="permit",
        form=form, organ=organ, towns=[town], legal_basis="政府投资条例第9条",
        basis_level="regulation", catalogue="演示-省目录第1项", permit=PERMIT,
    )  # fmt: skip
    story.give(staffing, "circulate-power-list", **of)
    story.give(town, "give-town-opinion", **of, agrees=True, opinion="同意承接")
    story.give(
        f"{county}-justice", "review-legality", **of, lawful=True, findings="符合规定",
        document="演示-审1号",
    )  # fmt: skip
    story.give(county, "approve-power-list", **of, document="演示-批1号")
    story.give(
        staffing, "publish-power-list", **of, document="演示-布1号", published_at="演示-网站"
    )
    story.give(staffing, "file-power-list", **of, document="演示-备1号")


def take_up(story: Story, county: str, town: str, organ: str, item: str) -> str:
    """The department passes the listed power down; the town takes it up. Its delegation's id."""
    id = f"{item}-{town}"
    of = {"delegation": id, "county": county, "town": town, "item": item}
    story.give(
        organ, "assess-capacity", **of, licensed_officers=0, site_inspectors=2,
        legal_reviewer=True, window=True, funding=True, training=True,
    )  # fmt: skip
    story.give(organ, "delegate-power", **of, document="演示-放1号")
    story.give(
        organ, "prepare-handover", delegation=id, agreement="演示-交1号", process="演示-流程1号",
        trained_on=story.day.isoformat(), seal=True, account=True,
    )  # fmt: skip
    story.give(town, "take-up-power", delegation=id)
    return id


def test_a_power_withdrawn_in_mid_case_leaves_the_case_with_the_town_and_its_decision_valid(
    tell: Tell,
) -> None:
    organ, town = "donggang-approval", "taoluo"
    story = tell("2024-03-04")
    admit(story, "reading-room", town, "donggang")
    admit(story, "tide-gate", town, "donggang")
    first = {"project": "reading-room", "permit": PERMIT}
    second = {"project": "tide-gate", "permit": PERMIT}
    assert story.refused(town, "request-permit", **first, organisation=town) == "organ-may-accept"

    list_power(story, "donggang", town, organ, "approvals", "empower")
    delegation = take_up(story, "donggang", town, organ, "approvals")
    power = story.row("permit-powers", f"{PERMIT}-{town}", seen_by=town)
    assert (power["status"], power["organ"], power["delegation"]) == (
        "exercised",
        organ,
        delegation,
    )

    refused = story.refused(town, "request-permit", **first, organisation=organ)
    assert refused == "power-lies-with-town"
    for permit in (first, second):
        story.give(town, "request-permit", **permit, organisation=town)
    story.give(town, "accept-permit", **first)

    story.after(days=1)
    story.give(
        organ,
        "withdraw-power",
        delegation=delegation,
        reason="演示-人员调离",
        document="演示-收1号",
    )
    assert story.row("permit-powers", f"{PERMIT}-{town}", seen_by=town)["status"] == "withdrawn"
    decide = {"granted": True, "reason": "符合条件", "document": "演示-批2号"}
    refused = story.refused(organ, "decide-permit", **first, **decide)
    assert refused == "decided-by-who-accepted"
    story.give(town, "decide-permit", **first, **decide)
    story.give(town, "deliver-permit", **first)
    granted = story.row("permit-ledger", f"reading-room:{PERMIT}", seen_by=town)
    assert (granted["status"], granted["organisation"]) == ("granted", town)

    refused = story.refused(town, "accept-permit", **second)
    assert refused == "answered-by-who-was-asked"
    story.give(organ, "accept-permit", **second)
    story.give(organ, "decide-permit", **second, **decide)
    assert story.row("delegations", delegation, seen_by="staffing")["status"] == "withdrawn"


def test_a_town_that_only_accepts_is_late_to_pass_a_case_on_and_one_matter_is_raised(
    tell: Tell,
) -> None:
    organ, town = "lanshan-approval", "jufeng"
    case = {"project": "bus-depot", "permit": PERMIT}
    story = tell("2024-03-04")
    admit(story, "bus-depot", town, "lanshan")
    list_power(story, "lanshan", town, organ, "approvals", "accept")
    take_up(story, "lanshan", town, organ, "approvals")
    story.give(town, "request-permit", **case, organisation=town)
    story.give(town, "accept-permit", **case)
    decide = {"granted": True, "reason": "符合条件", "document": "演示-批3号"}
    assert story.refused(organ, "decide-permit", **case, **decide) == "case-is-transmitted"

    story.after(days=4)
    late = story.row("permit-ledger", f"bus-depot:{PERMIT}", seen_by=town)
    assert (late["transmission_overdue_since"], late["decider"]) == ("2024-03-05", organ)
    issue = late_issue("transmission", PERMIT, "bus-depot", due_on=story.day.replace(day=5))
    assert story.row("issue-ledger", issue, seen_by=organ)["handler"] == organ
    story.give(town, "transmit-case", **case)
    story.give(organ, "decide-permit", **case, **decide)
    assert story.history("supervision", f"issue-{issue}").count("IssueRaised") == 1
