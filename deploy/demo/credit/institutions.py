"""The institutions that serve the towns: registered, one renamed, one closed (RZ-2.4.a)."""

from datetime import date
from typing import Any

from deploy.demo.story import Programme

FROM = date(2024, 1, 5)


def institutions(programme: Programme, figures: list[dict[str, Any]]) -> None:
    for one in figures:
        programme.story(FROM).give(
            "credit", "register-institution", "local-finance",
            institution=one["id"], name=one["name"], credit_code=one["code"], kind=one["kind"],
            group=one["group"],
        )  # fmt: skip
    renamed, left = figures[-2:]
    programme.story(date(2024, 2, 5)).give(
        "credit", "change-institution", "local-finance",
        institution=renamed["id"], name=f"{renamed['name']}（筹）", kind=renamed["kind"],
        group=renamed["group"], reason="名称核准变更",
    )  # fmt: skip
    programme.story(date(2024, 2, 15)).give(
        "credit", "close-institution", "local-finance", institution=left["id"], reason="退出本市"
    )
