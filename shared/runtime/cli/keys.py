"""`zhenxing rotate-keys`: another key for the local issuer."""

from typing import Annotated

import typer


def rotate_keys(
    withdraw: Annotated[
        bool,
        typer.Option(
            "--withdraw", help="Somebody may have the keys: the new one signs at once, alone."
        ),
    ] = False,
) -> None:
    """Make a new key for the local issuer. It is published now, signs in a quarter of an hour, when
    every service has seen it; the old one stays known for a day. No process need be restarted.
    """
    from datetime import datetime

    from shared.face.identity import LocalIssuer
    from shared.policy.local_time import LOCAL_TIME
    from shared.runtime.cli import show
    from shared.runtime.cli.errors import Complaint
    from shared.runtime.settings import current

    folder = current().identity
    if folder is None:
        raise Complaint("此处没有本地签发者\nThere is no local issuer here")
    since = datetime.fromtimestamp(LocalIssuer(folder).keys.rotate(withdraw=withdraw), LOCAL_TIME)
    show.line(f"新密钥自 {since:%Y-%m-%d %H:%M:%S} 起签发 the new key signs from then on", "green")
