"""Operators' acts as commands: their arguments and options follow from what each act takes."""

import inspect
import json
from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shared.face.http.operation import Line, Operation
from shared.runtime.operations import declared

if TYPE_CHECKING:
    from shared.runtime.cli.services import Services

LONGEST_SECONDS = 3600.0
_KEYWORD = inspect.Parameter.KEYWORD_ONLY
_GROUPS = {"parked": "Keys whose events failed and wait."}


def add_all(app: typer.Typer, panel: str) -> None:
    """Add every act that has a line; of words like `parked retry` the first is a group."""
    groups: dict[str, typer.Typer] = {}
    for operation in declared():
        if operation.line is None:
            continue
        group, _, word = operation.line.words.rpartition(" ")
        if not group:
            app.command(word, rich_help_panel=panel)(command_of(operation, operation.line))
            continue
        if group not in groups:
            groups[group] = typer.Typer(help=_GROUPS.get(group, group), no_args_is_help=True)
            app.add_typer(groups[group], name=group, rich_help_panel=panel)
        groups[group].command(word)(command_of(operation, operation.line))
    groups["parked"].command("show")(show_parked)


def command_of(operation: Operation, line: Line) -> Callable[..., None]:
    """The function that the command line calls for an act."""

    def command(service: str, **given: Any) -> None:
        from shared.runtime.cli.services import Services

        services = Services()
        given = {name: value for name, value in given.items() if value not in (None, "")}
        names = services.names if line.every and not service else [service]
        answers = {name: ask(services, name, operation, line, given) for name in names}
        line.says(given, answers if line.every else answers[service])

    parameters = [_service(line), *_parameters(operation, line)]
    command.__doc__ = operation.about
    command.__annotations__ = {p.name: p.annotation for p in parameters}
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return command


def ask(
    services: "Services", name: str, operation: Operation, line: Line, given: dict[str, Any]
) -> dict[str, Any]:
    """What a service answers to an act."""
    client = services.client(name, *operation.duties)
    if operation.method == "GET":
        return client.get(operation.path)
    client.patience = LONGEST_SECONDS
    derived = {field: derive(given) for field, derive in line.derived.items()}
    return client.post(operation.path, given | derived)


def _service(line: Line) -> inspect.Parameter:
    help = "One service; without it, all." if line.every else "The service."
    about = Annotated[str, typer.Argument(help=help)]
    default = "" if line.every else inspect.Parameter.empty
    return inspect.Parameter("service", _KEYWORD, annotation=about, default=default)


def _parameters(operation: Operation, line: Line) -> list[inspect.Parameter]:
    """Of each field of the message, but the derived ones."""
    found = []
    for field in fields(operation.takes) if operation.takes else ():
        if field.name in line.derived:
            continue
        required = field.default is MISSING
        kind = typer.Argument if required and field.name not in line.options else typer.Option
        about = Annotated[str, kind(help=field.metadata["metadata"]["description"])]
        default = inspect.Parameter.empty if required else ""
        found.append(inspect.Parameter(field.name, _KEYWORD, annotation=about, default=default))
    return found


def show_parked(
    service: Annotated[str, typer.Argument(help="The service.")],
    subscription: Annotated[
        str, typer.Argument(help="Its subscription, such as reactions:projects.")
    ],
    key: Annotated[str, typer.Argument(help="The parked key.")],
) -> None:
    """A parked key and the event that failed first."""
    from shared.runtime.cli import show
    from shared.runtime.cli.errors import Complaint
    from shared.runtime.cli.services import Services

    services = Services()
    parked = services.client(service, "operator").get("/parked")["parked"]
    found = [p for p in parked if (p["subscription"], p["key"]) == (subscription, key)]
    if not found:
        raise Complaint(f"没有搁置的键 {key}\nNo key {key} is parked at {service} {subscription}")
    source = subscription.partition(":")[2] or service
    feed = services.client(source, "operator")
    page = feed.get("/events", after=found[0]["first_position"] - 1, limit=1)
    show.table(("项目 item", "值 value"), found[0].items())
    show.line(json.dumps(page["events"][0], ensure_ascii=False, indent=2))
