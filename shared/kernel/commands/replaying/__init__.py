"""What if, over a whole history: it is replayed on a copy under other parameters or acts."""

from shared.kernel.commands.replaying.given import given_in
from shared.kernel.commands.replaying.replay import Otherwise, Replay
from shared.kernel.commands.replaying.tally import Change, Difference, Measure, Tally

__all__ = ["Change", "Difference", "Measure", "Otherwise", "Replay", "Tally", "given_in"]
