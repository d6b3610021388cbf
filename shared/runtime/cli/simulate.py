"""`zhenxing simulate`: what commands would lead to, without giving them; or what a whole history
would have come to."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shared.runtime.cli.replay import replay

if TYPE_CHECKING:
    from shared.runtime.cli.services import Services


def simulate(
    file: Annotated[
        Path | None, typer.Argument(help="A JSON list of {command, data, org, person}.")
    ] = None,
    set: Annotated[
        list[str] | None, typer.Option("--set", help="A parameter's other value: name=value.")
    ] = None,
    reading: Annotated[
        int, typer.Option(help="Without a file: the history under another reading of the text.")
    ] = 0,
    now: Annotated[str, typer.Option(help="The instant at which they are tried.")] = "",
    service: Annotated[
        str, typer.Option(help="The service, if not the one that offers them.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="The answer as it is.")] = False,
) -> None:
    """Try commands one on top of the other; the events that would follow and the refusals.

    The file may be a list, or an object with `commands`, `parameters` and `now`. Nothing is
    appended. Code 1 when a step is refused.

    Without a file the whole history of a service is replayed under another reading, or other
    parameters: who would have received what, who would have been late.
    """
    from shared.runtime.cli.services import Services

    if file is None:
        replay(reading, dict(_parameter(text) for text in set or ()), service, as_json)
        return
    asked = _read(file)
    parameters = {**asked.get("parameters", {}), **dict(_parameter(text) for text in set or ())}
    body = {"commands": asked["commands"], "parameters": parameters}
    moment = now or asked.get("now", "")
    if moment:
        body["now"] = moment
    services = Services()
    answer = services.client(service or _offering(services, body["commands"])).post(
        "/simulations", body
    )
    if as_json:
        print(json.dumps(answer, ensure_ascii=False))
    else:
        for number, step in enumerate(answer["steps"], start=1):
            _tell(number, step)
    if any(step["refusal"] for step in answer["steps"]):
        raise typer.Exit(1)


def _tell(number: int, step: dict[str, Any]) -> None:
    from shared.runtime.cli import show

    show.line(f"{number}. {step['command']} {step['org']}", "bold")
    for event in step["events"]:
        facts = json.dumps(event["data"], ensure_ascii=False)
        show.line(f"   {event['title']} {event['type']} {event['stream']} {facts}", "green")
    if step["refusal"]:
        show.problem(step["refusal"])


def _read(file: Path) -> dict[str, Any]:
    from shared.runtime.cli.errors import Complaint

    try:
        asked = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Complaint(f"无法读取 can't read {file}: {error}") from None
    if isinstance(asked, list):
        asked = {"commands": asked}
    steps = asked.get("commands") if isinstance(asked, dict) else None
    if not isinstance(steps, list) or not all(isinstance(step, dict) for step in steps):
        raise Complaint("文件须为命令的列表\nThe file must be a list of commands")
    return dict(asked)


def _parameter(text: str) -> tuple[str, Any]:
    """A value is JSON where it reads as JSON, else text."""
    from shared.runtime.cli.errors import Complaint

    name, equals, value = text.partition("=")
    if not equals:
        raise Complaint(f"应为 name=value：{text}\nNot a name=value: {text}")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


def _offering(services: "Services", steps: list[dict[str, Any]]) -> str:
    """The one service that offers all the commands."""
    from shared.runtime.cli.errors import Complaint

    wanted = {str(step.get("command")) for step in steps}
    for name in services.names:
        offered = {c["name"] for c in services.client(name).get("/commands")["commands"]}
        if wanted <= offered:
            return name
    raise Complaint(
        f"没有一个服务同时提供这些命令 No one service offers all of: {', '.join(sorted(wanted))}"
    )
