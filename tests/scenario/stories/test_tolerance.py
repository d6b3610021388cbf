"""A story of a tolerance case, from its application to its correction, which nobody else sees (RZ-3.2.d)."""

from tests.scenario.stories.story import Tell

BODY = "donggang-discipline"
CASE = {"tolerance": "story-case"}
STREAM = "tolerance-case-story-case"
FACTORS = ["motive", "circumstances", "procedure", "nature", "consequences", "remedy"]


def test_a_case_goes_from_its_application_to_its_late_correction_unseen_by_all_but_its_body(
    tell: Tell,
) -> None:
    story = tell("2024-04-08")
    apply = {"subject": "person", "level": "town", "file_number": "演示-卷〔2024〕9号"}
    asked = {**CASE, **apply, "applied_on": "2024-04-08"}
    assert story.refused("taoluo", "apply-for-tolerance", **asked) == "tolerance-body-acts"
    story.give(BODY, "apply-for-tolerance", **asked)
    story.give(BODY, "accept-tolerance", **CASE, accepted=True, document="演示-受1号")
    story.give(BODY, "verify-tolerance", **CASE, document="演示-核1号")
    found = {
        **CASE, "result": "exempted", "negative_list": "演示-负面清单（2023版）",
        "on_negative_list": False, "document": "演示-认1号",
    }  # fmt: skip
    corrected = {"correction_by": "2024-06-28"}
    for lacking, rule in (
        ({"factors": FACTORS[1:], **corrected}, "six-factors-are-weighed"),
        ({"factors": FACTORS}, "tolerated-is-corrected"),
    ):
        assert story.refused(BODY, "determine-tolerance", **found, **lacking) == rule
    story.give(BODY, "determine-tolerance", **found, factors=FACTORS, **corrected)
    story.give(BODY, "tell-tolerance", **CASE, document="演示-告1号")
    open = story.refused(BODY, "close-tolerance-case", **CASE)
    assert open == "corrected-before-closing", "tolerated still means corrected"

    story.on("2024-07-01")
    row = story.row("tolerance-register", CASE["tolerance"], seen_by=BODY)
    assert (row["overdue_step"], row["overdue_since"]) == ("correction", "2024-06-28")
    raised = story.rows("issue-ledger", clause="RZ-3.2.d")
    assert raised == [], "supervision learns nothing of it"
    story.give(BODY, "verify-correction", **CASE, document="演示-验1号")
    story.give(BODY, "close-tolerance-case", **CASE)
    for other in ("taoluo", "juxian-discipline", "housing", "gov-office"):
        assert story.rows("tolerance-register", seen_by=other) == []
        token = story.client.token(other)
        stream = story.client.call("GET", "talent", f"/streams/{STREAM}", token)
        assert stream.status in (403, 404) or stream.body["events"] == []
