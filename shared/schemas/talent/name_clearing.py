"""澄清正名 (RZ-3.2.d): a complaint was unfounded, and that is said where the person wishes it.

A register: no name, no complaint, no facts.
"""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.glossary import TODAY
from shared.schemas.kinds import DocumentRef, Flag, Identifier, OrganisationId, titled
from shared.schemas.words import words

CLAUSE = "RZ-3.2.d"

ClearingForm = Annotated[
    Literal["written", "face-to-face", "meeting", "public"],
    words(
        "澄清方式",
        {"face-to-face": "当面"},
        written="书面",
        meeting="会议",
        public="通报或公开",
    ),
]


@command_data
class ClearName:
    clearing: Identifier
    file_number: DocumentRef = titled("案卷号")
    form: ClearingForm
    consent: Flag = titled("本人是否同意")
    cleared_on: date = titled("澄清日期", usual=TODAY)


@event("talent", clause=CLAUSE, title="澄清正名", restricted=True)
class NameCleared(ClearName):
    body: OrganisationId = titled("澄清机关")


Event = NameCleared
