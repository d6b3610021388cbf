"""`zhenxing policy`: the versions of the text, what each changes, what is open under which."""

import json
from typing import Annotated

import typer


def policy(
    version: Annotated[str, typer.Option(help="The open matters under this version.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="The answers as they are.")] = False,
) -> None:
    """Every version of the policy's text, from when it holds, and how much is open under each in
    every service; with --version the matters themselves."""
    from shared.runtime.cli import show
    from shared.runtime.cli.services import Services

    clients = Services().clients()
    rows: list[tuple[object, ...]]
    headings: tuple[str, ...]
    if version:
        told = {n: c.get("/policy/matters", version=version, limit=500) for n, c in clients.items()}
        rows = [
            (name, m["stream"], m["about"], m["holder_name"], m["due_on"] or "", m["clause"])
            for name, answer in told.items()
            for m in answer["matters"]
        ]
        headings = (
            "服务 service",
            "事项 stream",
            "内容 about",
            "责任单位 holder",
            "到期 due",
            "条款 clause",
        )
    else:
        told = {name: client.get("/policy") for name, client in clients.items()}
        rows = [
            (v["version"], v["since"] or "", "现行 in force" if v["in_force"] else "", name, v["open"],
             len(v["sentences"]), len(v["parameters"]))
            for name, answer in told.items()
            for v in answer["versions"]
        ]  # fmt: skip
        headings = (
            "版本 version", "施行 from", "状态 state", "服务 service", "未办结 open", "改条 sentences",
            "改数 numbers",
        )  # fmt: skip
    if as_json:
        print(json.dumps(told, ensure_ascii=False))
    else:
        show.table(headings, sorted(rows, key=lambda row: (str(row[0]), str(row[3]))))
