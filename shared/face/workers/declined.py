"""How work aside says no."""

from shared.policy.languages import Text


class Declined(Exception):
    """The function says why it can't do what is asked."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why
