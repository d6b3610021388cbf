"""What a town is to the policy: its tier, as programme decides it (RZ-1.b) and all services note it."""

from typing import Annotated, Literal

from shared.schemas.words import words

Standing = Annotated[
    Literal["none", "cultivation", "municipal", "provincial"],
    words(
        "层级", none="未纳入", cultivation="培育镇", municipal="市级试点镇", provincial="省级试点镇"
    ),
]
"""A tier, or none."""
