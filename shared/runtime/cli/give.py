"""`zhenxing give`: give a command to whichever service offers it."""

from typing import Annotated, Any

import typer


def give(
    command: Annotated[str, typer.Argument(help="The command; without it, a list of all.")] = "",
    fields: Annotated[
        list[str] | None, typer.Argument(help="Its data, as key=value …", metavar="key=value…")
    ] = None,
    org: Annotated[str, typer.Option(help="Your organisation's id.")] = "",
    name: Annotated[str, typer.Option(help="Your name.")] = "",
    duty: Annotated[list[str] | None, typer.Option(help="A duty of yours; repeatable.")] = None,
    service: Annotated[str, typer.Option(help="The service, if not the only one.")] = "",
    key: Annotated[str, typer.Option(help="The idempotency key; a new one by default.")] = "",
    if_match: Annotated[
        int | None, typer.Option(help="The stream's version as you saw it.")
    ] = None,
    json: Annotated[
        str, typer.Option(help="The data as a JSON object; key=value go over it.")
    ] = "",
) -> None:
    """Give a command; what it led to, or why it was refused and what would make it pass."""
    import uuid

    from shared.runtime.cli import show
    from shared.runtime.cli.errors import Complaint
    from shared.runtime.cli.fields import data_of
    from shared.runtime.cli.services import Services

    services = Services()
    if not command:
        _list(services, service)
        return
    offering, described = _find(services, command, service)
    if not (org and name) and not services.credentials.given:
        raise Complaint(
            "须用 --org 和 --name 说明以谁的身份办理（或用 ZHENXING_TOKEN 提供令牌）\n"
            "Say who gives the command with --org and --name, or set ZHENXING_TOKEN"
        )
    data = data_of(fields or [], json, described["schema"])
    bearer = services.credentials.given or services.credentials.token(
        offering, org, name, duty or ()
    )
    key = key or uuid.uuid4().hex
    headers = {} if if_match is None else {"If_Match": f'"{if_match}"'}
    show.line(f"{described['title']} {offering}/{command}  Idempotency-Key: {key}", "dim")
    client = services.client(offering)
    answer, replay = client.give(command, data, key, bearer, **headers)
    _show(answer, replay)


def _show(answer: dict[str, Any], replay: bool) -> None:
    from shared.runtime.cli import show

    seen = "" if answer["visible"] else "，台账尚未更新 the views are not there yet"
    again = "（此前已办理 given before）" if replay else ""
    show.line(f"{answer['stream']} 版本 version {answer['version']}{again}{seen}", "green")
    rows = ((e["position"], e["type"], e["stream"], e["version"]) for e in answer["events"])
    show.table(("位置 position", "事件 event", "案卷 stream", "版本 version"), rows)


def _find(services: Any, command: str, wanted: str) -> tuple[str, dict[str, Any]]:
    """The service that offers a command, and what it says of it."""
    from shared.runtime.cli.client import Unreachable
    from shared.runtime.cli.errors import Complaint

    found, away = {}, []
    for name in [wanted] if wanted else services.names:
        try:
            offered = services.client(name).get("/commands")["commands"]
        except Unreachable as error:
            away.append(str(error))
            continue
        for described in (c for c in offered if c["name"] == command):
            found[name] = described
    if not found:
        missing = f"没有命令 {command}\nThere is no command {command}; `zhenxing give` lists all"
        raise Complaint("\n".join([missing, *away]))
    if len(found) > 1:
        names = ", ".join(found)
        raise Complaint(
            f"多个服务都有此命令，请用 --service 指明\nChoose one by --service: {names}"
        )
    return next(iter(found.items()))


def _list(services: Any, wanted: str) -> None:
    from shared.runtime.cli import show

    rows = []
    for name in [wanted] if wanted else services.names:
        for c in services.client(name).get("/commands")["commands"]:
            who = "、".join(dict.fromkeys(w["zh"] for w in c["who_may"]))
            rows.append((name, c["name"], c["title"], c["clause"], who))
    show.table(("服务 service", "命令 command", "名称 title", "条款 clause", "办理者 by"), rows)
