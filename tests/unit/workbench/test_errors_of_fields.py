"""What is wrong with a field stands at it, and above the form where the form does not show it."""

from shared.workbench.forms.fields import Field, beyond


def test_errors_of_fields_that_are_not_shown_are_told_above_the_form() -> None:
    row = [Field("shares.0.town", "镇", "text", required=True)]
    shares = Field("shares", "分成", "rows", required=True, rows=[row])
    reply = Field("reply.text", "答复", "text", required=True)
    made = [shares, Field("reply", "答复", "group", required=True, fields=[reply])]
    errors = {"shares.0.town": "一", "shares.1.town": "二", "reply.text": "三", "": "四"}
    assert beyond(errors, made) == {"shares.1.town": "二", "": "四"}
