"""减负: who asked a town, and how it adds up."""

from shared.workbench.figures.asks import Ask, by_department, by_month, chosen, department


def test_who_asked_is_whose_act_did_and_else_who_leads_the_sentence():
    assert department("finance", "taoluo", "RZ-2.1.a") == "finance"
    assert department("donggang", "taoluo", "RZ-2.1.a") == "donggang"
    for asker in ("taoluo", "system", ""):
        assert department(asker, "taoluo", "RZ-2.1.a") == "housing"
    assert department("taoluo", "taoluo", "RZ-2.6.b") != "taoluo"
    assert department("", "taoluo", "") == ""


ASKS = [
    Ask("projects", "2026-02", "taoluo", "housing", "RZ-2.1.a", 3, "/a"),
    Ask("finance", "2026-03", "taoluo", "finance", "RZ-2.2.c", 4, "/b"),
    Ask("finance", "2026-03", "jufeng", "finance", "RZ-2.2.c", 1, "/c"),
    Ask("finance", "2026-03", "jufeng", "", "", 1, "/d"),
]


def test_departments_stand_by_how_much_they_ask_and_every_number_leads_to_its_lines():
    table = by_department(ASKS, "month=2026-03")
    assert table.head == ["涛雒镇", "巨峰镇"]
    assert [s.title for s in table.sides] == ["市财政局", "市住房和城乡建设局", "规定"]
    assert [c.said for c in table.sides[0].cells] == ["4", "1"]
    assert table.sides[0].cells[0].path == (
        "/burden?department=finance&town=taoluo&month=2026-03#asked"
    )
    assert "department=none" in table.sides[2].cells[1].path


def test_months_come_in_their_order_and_what_is_chosen_is_as_many_as_the_number_said():
    assert [s.title for s in by_month(ASKS, "").sides] == ["2026-02", "2026-03"]
    assert [a.path for a in chosen(ASKS, "2026-03", "finance", "jufeng")] == ["/c"]
    assert [a.path for a in chosen(ASKS, "", "none", "")] == ["/d"]
    assert len(chosen(ASKS, "", "", "")) == 4
