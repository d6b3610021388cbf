"""人员姓名: what a person is called, for whoever meets the id: names stand under every act anyway."""

from shared.kernel.aggregate import to_everyone
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.people import person as persons
from shared.schemas.people.stages import PersonStanding


@view(
    "person-names",
    title="人员姓名",
    key="person",
    version=1,
    sight=[to_everyone()],
)
class PersonNames(Row):
    """No subject, no organisation: those are for whom the person works for to see."""

    person: str = column("人员编号")
    name: str = column("姓名")
    standing: PersonStanding = column("状态", "registered")


@PersonNames.on(persons.PersonRegistered)
def registered(row: PersonNames, event: persons.PersonRegistered) -> PersonNames:
    return replace(row, name=event.name)


@PersonNames.on(persons.PersonCorrected)
def corrected(row: PersonNames, event: persons.PersonCorrected) -> PersonNames:
    return replace(row, name=event.name)


@PersonNames.on(persons.PersonRemoved)
def removed(row: PersonNames, event: persons.PersonRemoved) -> PersonNames:
    return replace(row, standing="removed")


@PersonNames.on(persons.PersonReinstated)
def reinstated(row: PersonNames, event: persons.PersonReinstated) -> PersonNames:
    return replace(row, standing="registered")
