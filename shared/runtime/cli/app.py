"""All commands of `zhenxing`. Each module imports what is heavy only when its command runs."""

import typer

from shared.runtime.cli import (
    backup,
    cluster,
    give,
    history,
    keys,
    ledgers,
    load,
    migrate,
    new_service,
    operations,
    policy,
    serve,
    simulate,
    status,
    token,
    trace,
    up,
    verify,
    workbench,
)

app = typer.Typer(
    help="镇兴: what the policy promises the towns, carried out and proven.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

RUN, WRITE, READ, OPERATE, BUILD = "Run", "Write", "Read", "Operate", "Build"

app.command(rich_help_panel=RUN)(up.up)
app.command(rich_help_panel=RUN)(cluster.cluster)
app.command(rich_help_panel=RUN)(serve.serve)
app.command(rich_help_panel=RUN)(workbench.workbench)
app.command(rich_help_panel=WRITE)(token.token)
app.command(rich_help_panel=WRITE)(give.give)
app.command(rich_help_panel=WRITE)(load.load)
app.command("import", rich_help_panel=WRITE)(ledgers.import_)
app.command(rich_help_panel=WRITE)(ledgers.template)
app.command(rich_help_panel=READ)(ledgers.export)
app.command(rich_help_panel=READ)(simulate.simulate)
app.command(rich_help_panel=READ)(policy.policy)
app.command(rich_help_panel=READ)(history.events)
app.command(rich_help_panel=READ)(history.stream)
app.command(rich_help_panel=READ)(trace.trace)
app.command(rich_help_panel=READ)(status.status)
app.command(rich_help_panel=READ)(verify.verify)
operations.add_all(app, OPERATE)
app.command(rich_help_panel=OPERATE)(migrate.migrate)
app.command(rich_help_panel=OPERATE)(backup.backup)
app.command(rich_help_panel=OPERATE)(backup.restore)
app.command("rotate-keys", rich_help_panel=OPERATE)(keys.rotate_keys)
app.command("new-service", rich_help_panel=BUILD)(new_service.new_service)
