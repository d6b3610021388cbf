"""`zhenxing new-service`: the frame of one more department's service."""

from typing import Annotated

import typer


def new_service(
    name: Annotated[str, typer.Argument(help="Its name, in lowercase letters.")],
    title: Annotated[str, typer.Option(help="Its Chinese title, such as 金融服务.")],
    operator: Annotated[str, typer.Option(help="The id of the organisation that operates it.")],
    clause: Annotated[
        str, typer.Option(help="The first sentence it carries out, such as RZ-2.4.a.")
    ] = "",
) -> None:
    """Write a service's frame into this source tree: it then runs, is documented and tested."""
    from importlib.util import find_spec
    from pathlib import Path

    import shared
    from shared.runtime.cli import show
    from shared.runtime.cli.errors import Complaint
    from shared.runtime.new_service import NewService, NotMade, make

    root = Path(shared.__file__).resolve().parents[1]
    try:
        written = make(NewService(name, title, operator, clause), root)
    except NotMade as no:
        raise Complaint(str(no)) from no
    for path in written:
        show.line(str(path.relative_to(root)))
    develops = find_spec("ruff") and find_spec("pytest")
    test = (
        f"python -m pytest tests/unit/{name} tests/contracts" if develops else "make format check"
    )
    show.line(f"已列入 services.toml listed there; 试一试 try: {test}", "green")
