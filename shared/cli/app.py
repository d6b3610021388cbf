"""All commands of `zhenxing`. Each module imports what is heavy only when its command runs."""

import typer

from shared.cli import serve, up

app = typer.Typer(
    help="镇兴: what the policy promises the towns, carried out and proven.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

app.command()(up.up)
app.command()(serve.serve)
