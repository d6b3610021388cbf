"""What the operations take: checked as commands are."""

from shared.schemas.events import command_data
from shared.schemas.kinds import Flag, Identifier, Name, Reason


@command_data
class RetryParked:
    subscription: Name
    key: Name


@command_data
class DiscardParked:
    subscription: Name
    key: Name
    reason: Reason


@command_data
class Resync:
    source: Identifier
    reason: Reason | None = None
    dry_run: Flag = False


@command_data
class Rebuild:
    view: Identifier


@command_data
class Scenario:
    until: Name
