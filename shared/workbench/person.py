"""Who signed in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """A person who acts for one organisation. `subject` stays the same for ever, names change."""

    subject: str
    name: str
    organisation: str
    duties: tuple[str, ...] = ()

    @property
    def owner(self) -> str:
        """Whose drafts these are: of the person, in this organisation."""
        return f"{self.organisation}/{self.subject}"
