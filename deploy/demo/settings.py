"""Local parameters that the lead of their clause sets, from a day on."""

from typing import Any

from deploy.demo.story import Programme


def setting(programme: Programme, service: str, figures: dict[str, Any]) -> None:
    programme.story(figures["on"]).give(
        service, "set-parameter", figures["by"],
        book=service, parameter=f"{service}.{figures['parameter']}", value=figures["value"],
        effective_from=figures["effective_from"].isoformat(), basis=figures["basis"],
    )  # fmt: skip
