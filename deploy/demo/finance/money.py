"""The money of one project: allocated, committed, verified, paid (RZ-2.2.c)."""

from datetime import date

from deploy.demo.projects.admission import Admitted


def money(admitted: Admitted, money_from: date) -> None:
    """Paid in two parts; one project leaves before the second."""
    project, id, town = admitted.figures, admitted.id, admitted.town
    percent = 5 if project["kind"] == "investment" else 30
    allocated = project["yuan"] * percent  # yuan and percent make fen
    committed = allocated * (40 if "exits" in project else 80) // 100
    of = {"fund": project["fund"], "project": id}
    story = admitted.story.branch().not_before(money_from).after(10)
    story.give(
        "finance", "allocate-funds", "finance",
        **of, amount_fen=allocated, document=f"演示-日财建〔{story.day.year}〕{id}",
    )  # fmt: skip
    story.after(25).give(
        "finance", "commit-funds", town,
        **of, town=town, amount_fen=committed, document=f"演示-合同-{id}",
    )  # fmt: skip
    for part in range(2):
        if part == 1 and "exits" in project:
            story.not_before(project["exits"])
        amount = committed // 2 if part == 0 else committed - committed // 2
        story.after(60).give(
            "finance", "verify-work", f"{admitted.county}-housing",
            **of, town=town, amount_fen=amount,
        )  # fmt: skip
        story.after(10).give(
            "finance", "pay", "finance", **of, amount_fen=amount, payee=project["unit"]
        )
