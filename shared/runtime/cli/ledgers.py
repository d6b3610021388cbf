"""`zhenxing export`, `import` and `template`: ledgers as files, out and in."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from shared.runtime.cli.client import Client

PATIENCE_SECONDS = 360.0
SHOWN = 200
"""Bad rows that fit a terminal; --json tells all."""


def export(
    service: Annotated[str, typer.Argument(help="The service that keeps the ledger.")],
    view: Annotated[str, typer.Argument(help="The ledger, such as fund-ledger.")],
    file: Annotated[
        Path, typer.Argument(help="Where to write it: a name ending in .xlsx or .csv.")
    ],
    filter: Annotated[
        list[str] | None, typer.Option(help="field=value, or field__gte=…, field__lte=…")
    ] = None,
    sort: Annotated[str, typer.Option(help="The field to sort by; -field for descending.")] = "",
    as_of: Annotated[
        str, typer.Option(help="As it stood on a day, at an instant, a position.")
    ] = "",
    org: Annotated[str, typer.Option(help="Your organisation's id.")] = "",
    name: Annotated[str, typer.Option(help="Your name.")] = "",
) -> None:
    """Write a ledger's rows into a file, with the filter, the time and the log's position."""
    from shared.runtime.cli import show
    from shared.runtime.cli.errors import Complaint

    format = file.suffix.removeprefix(".")
    if format not in ("xlsx", "csv"):
        raise Complaint("文件名须以 .xlsx 或 .csv 结尾\nThe file's name must end in .xlsx or .csv")
    query = [("format", format), *(_pair(text) for text in filter or ())]
    query += [(n, value) for n, value in (("sort", sort), ("as_of", as_of)) if value]
    told = _client(service, org, name).download(f"/views/{view}", query, file)
    rows, position = told["Ledger-Rows"], told["Ledger-Position"]
    show.line(f"{file}: {rows} 行 rows, 日志位置 position {position}", "green")


def template(
    name: Annotated[str, typer.Argument(help="The template, or the ledger it fills.")],
    file: Annotated[Path | None, typer.Argument(help="Where; by default <template>.xlsx.")] = None,
) -> None:
    """Write a template's empty sheet: headings, formats, notes and an example."""
    from shared.runtime.cli import show
    from shared.runtime.cli.errors import Complaint
    from shared.runtime.cli.services import Services

    services = Services()
    offered = [
        (service, t)
        for service in services.names
        for t in services.client(service).get("/imports")["imports"]
    ]
    found = [(s, t) for s, t in offered if t["name"] == name]
    found = found or [(s, t) for s, t in offered if t["view"] == name]
    if len(found) != 1:
        known = "\n".join(f"  {t['name']}  {t['title']}  {s} {t['view']}" for s, t in offered)
        raise Complaint(f"请从以下模板中选一个\nChoose one of these templates:\n{known}")
    ((service, chosen),) = found
    path = file or Path(f"{chosen['name']}.xlsx")
    services.client(service).download(f"/imports/{chosen['name']}", [], path)
    show.line(f"{path}: {chosen['title']} → zhenxing import {service} {chosen['name']}", "green")


def import_(
    service: Annotated[str, typer.Argument(help="The service that keeps the ledger.")],
    template: Annotated[str, typer.Argument(help="The template that was filled in.")],
    file: Annotated[Path, typer.Argument(help="The XLSX file.")],
    apply: Annotated[bool, typer.Option("--apply", help="Take the rows; else only try.")] = False,
    org: Annotated[str, typer.Option(help="Your organisation's id.")] = "",
    name: Annotated[str, typer.Option(help="Your name.")] = "",
    duty: Annotated[list[str] | None, typer.Option(help="A duty of yours; repeatable.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The answer as it is.")] = False,
) -> None:
    """Try a filled-in template, or take all its rows; the same file again changes nothing."""
    import json

    from shared.runtime.cli import show
    from shared.runtime.cli.client import Declined
    from shared.runtime.cli.errors import Complaint

    try:
        content = file.read_bytes()
    except OSError as error:
        raise Complaint(f"无法读取 can't read {file}: {error}") from None
    path = f"/imports/{template}?dry_run={'false' if apply else 'true'}"
    client = _client(service, org, name, duty)
    try:
        told = client.send("POST", path, data=content)[0]
    except Declined as no:
        if "bad" not in no.problem:
            raise
        told = {"new": 0, "known": 0, "applied": False, **no.problem}
    if as_json:
        print(json.dumps(told, ensure_ascii=False))
    else:
        _tell_read(told)
        _tell(told)
        if not apply and not told["bad"]:
            show.line("尚未导入；加 --apply 导入 Nothing was taken yet: --apply takes the rows")
    if told["bad"]:
        raise typer.Exit(1)


def _tell_read(told: dict[str, Any]) -> None:
    """Which sheet was read, and what a clerk may not have seen of it."""
    from shared.runtime.cli import show

    show.line(f"工作表 sheet “{told['sheet']}”: {told['rows']} 行 rows")
    if told["hidden_rows"]:
        show.line(f"其中隐藏行 hidden rows among them: {told['hidden_rows']}", "yellow")
    for name, zh in (("hidden_columns", "隐藏列"), ("other_sheets", "未读的工作表")):
        if told[name]:
            show.line(f"{zh} {name.replace('_', ' ')}: {'、'.join(told[name])}", "yellow")


def _tell(told: dict[str, Any]) -> None:
    from shared.runtime.cli import show

    if told["bad"]:
        show.table(
            ("行 row", "列 column", "原因 reason"),
            [(b["row"], b["column"], _reason(b)) for b in told["bad"][:SHOWN]],
        )
        if len(told["bad"]) > SHOWN:
            show.complaint(f"有误 bad rows: {told['bad_rows']}；更多见 --json; --json tells more")
        show.complaint("未导入任何一行 Nothing was taken")
        return
    done = "已导入 taken" if told["applied"] else "可导入 can be taken"
    show.line(f"{done}: {told['new']}；此前已导入 taken before: {told['known']}", "green")


def _reason(bad: dict[str, Any]) -> str:
    rule = f"\n{bad['rule']} {bad['clause']}" if bad["rule"] else ""
    return f"{bad['message_zh']}\n{bad['message']}{rule}"


def _client(service: str, org: str, name: str, duties: list[str] | None = None) -> "Client":
    """Asks as the person that the options or the environment name, else as who sits here."""
    from shared.runtime.cli.client import Client
    from shared.runtime.cli.services import Services

    services = Services()
    credentials = services.credentials
    client = services.client(service)
    if org and name and not credentials.given:
        client = Client(
            services.settings,
            service,
            lambda: credentials.token(service, org, name, duties or ()),
        )
    client.patience = PATIENCE_SECONDS
    return client


def _pair(text: str) -> tuple[str, str]:
    from shared.runtime.cli.errors import Complaint

    name, equals, value = text.partition("=")
    if not equals:
        raise Complaint(f"应为 field=value：{text}\nNot a field=value: {text}")
    return name, value
