"""A county's list of powers, from its draft to its filing; its towns' duty lists (RZ-2.6.a)."""

from typing import Any

from deploy.demo.story import Programme, Story


def power_list(programme: Programme, county: dict[str, Any]) -> Story:
    """Answers the story where the list is published."""
    id, town = county["id"], county["town"]
    staffing, story = f"{id}-staffing", programme.story(county["drafted"])

    def give(command: str, org: str, **data: Any) -> None:
        story.give("empowerment", command, org, county=id, **data)

    give("draft-power-list", staffing, title=f"演示-{story.day.year}年赋权事项清单")
    for item in county["items"]:
        _list(story.then(), id, town, item)
    dropped = {**county["items"][0], "id": "dropped", "permit": None, "support": None}
    _list(story.then(), id, town, dropped)
    story.after(3)
    give("drop-power-item", staffing, item="dropped", reason="与其他事项重复")
    story.then()
    give("circulate-power-list", staffing)
    story.after(5)
    objects = county.get("objects")
    give(
        "give-town-opinion", town, agrees=objects is None,
        items=[county["items"][0]["id"]] if objects else [], opinion=objects or "同意承接",
    )  # fmt: skip
    give(
        "review-legality", f"{id}-justice", lawful=True, findings="依据充分，形式适当",
        document=_document(story, id, "审"),
    )  # fmt: skip
    if objects:
        story.after(5)
        give(
            "answer-town-opinion", staffing, town=town, adopted=True,
            answer="同步下派专业人员，已列入配套保障",
        )  # fmt: skip
    story.after(5)
    give("approve-power-list", id, document=_document(story, id, "批"))
    story.after(5)
    give(
        "publish-power-list", staffing, document=_document(story, id, "布"),
        published_at="区县政府门户网站",
    )  # fmt: skip
    published = story.branch()
    story.after(5)
    give("file-power-list", staffing, document=_document(story, id, "备"))
    return published


def duty_list(programme: Programme, figures: dict[str, Any], county: str) -> None:
    town, staffing = figures["town"], f"{county}-staffing"
    story = programme.story(figures["adopted"])
    listed: list[tuple[str, str, str | None]] = [(name, "basic", None) for name in figures["basic"]]
    listed += [
        (name, kind, f"{county}-{organ}")
        for kind in ("assist", "withdrawn")
        for name, organ in figures[kind]
    ]
    listed.append(("演示-重复登记", "basic", None))
    for n, (name, kind, organ) in enumerate(listed, 1):
        story.give(
            "empowerment", "list-duty", staffing, town=town, duty=f"duty-{n}",
            name=f"演示-{name.removeprefix('演示-')}", kind=kind, organ=organ,
        )  # fmt: skip
    story.then()
    story.give(
        "empowerment", "drop-duty", staffing, town=town, duty=f"duty-{len(listed)}",
        reason="重复登记",
    )  # fmt: skip
    story.after(5).give(
        "empowerment", "adopt-duty-list", county, town=town, document=_document(story, town, "履")
    )


def _list(story: Story, county: str, town: str, item: dict[str, Any]) -> None:
    staffing = f"{county}-staffing"
    story.give(
        "empowerment", "list-power-item", staffing, county=county, item=item["id"],
        name=item["name"], kind=item["kind"], form=item["form"], organ=f"{county}-{item['organ']}",
        towns=[town], legal_basis=item["law"], basis_level=item["level"],
        catalogue=item.get("catalogue"), off_catalogue_reason=item.get("off_catalogue"),
        provincial_decision=item.get("decision"), on_site=item.get("on_site", False),
        permit=item.get("permit"),
    )  # fmt: skip
    if support := item.get("support"):
        story.then().give(
            "empowerment", "promise-support", staffing, county=county, item=item["id"],
            support=support["id"], kind=support["kind"], what=support["what"],
            provider=f"{county}-{support['by']}", due_on="2024-06-30",
        )  # fmt: skip


def _document(story: Story, of: str, kind: str) -> str:
    return f"演示-{kind}〔{story.day.year}〕{of}"
