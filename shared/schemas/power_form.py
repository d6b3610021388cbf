"""The forms in which a county's power comes to a town: empowerment and projects both name them."""

from typing import Annotated, Literal

from shared.schemas.words import words

PowerForm = Annotated[
    Literal["empower", "entrust", "accept"],
    words("下放形式", empower="赋权", entrust="委托", accept="受理"),
]
"""赋权: the town decides in its own name; 委托: in the county department's name and liability;
受理: the town accepts and the county department decides."""
