"""Gives a command of the talent service: `person` is one of its fields, not who gives it."""

from datetime import datetime
from typing import Any

from deploy.demo.story import Story


def give(story: Story, command: str, org: str, /, **data: Any) -> datetime:
    return story.give("talent", command, org, data)
