"""Who signed in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """A person who acts for one organisation. `subject` stays the same for ever, names change.

    A deputy acts `on_behalf_of` somebody of that organisation, with their `duties`.
    """

    subject: str
    name: str
    organisation: str
    duties: tuple[str, ...] = ()
    on_behalf_of: str = ""
    on_behalf_of_name: str = ""

    @property
    def called(self) -> str:
        """The name on the page; of a deputy both."""
        return f"{self.name}（代{self.on_behalf_of_name}）" if self.on_behalf_of else self.name

    @property
    def role(self) -> str:
        """As whom, among all that the person may act as."""
        return f"{self.subject}/{self.organisation}/{self.on_behalf_of}"

    @property
    def owner(self) -> str:
        """Whose drafts these are: of the person, in this organisation."""
        return f"{self.organisation}/{self.subject}"
