"""What is decided on states of different moments is decided anew; it neither fails nor refuses."""

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from shared.kernel.log.recorded import GENESIS, EventMeta
from shared.kernel.reactions.reacting import Reacting
from shared.kernel.reactions.reaction import Reaction
from shared.kernel.subscription.checkpoint import Checkpoint
from shared.kernel.subscription.incoming import Incoming
from shared.schemas.codec import encode
from shared.schemas.land import reserve_book as facts
from shared.schemas.land.land_request import AllocateLand, RequestNewLand, ReturnDraw
from shared.schemas.projects.project import ProjectExited
from tests.unit.land.test_reserve_two_writers import AREA, COUNTY, OTHER, PILOT, ReserveBook
from tests.unit.two_writers import NOW, Asked


def one_remembers_the_book_of_before_a_draw() -> ReserveBook:
    """And hears only now of the request that the other drew it for."""
    story = ReserveBook()
    asked = RequestNewLand(
        "o-1-1", project="o-1", town=OTHER, area=AREA[OTHER], use="public", screening=[]
    )
    drawn = AllocateLand("o-1-1", source="reserve", document="文号", reason="理由", pilots=[PILOT])
    assert story.give(0, story.county(story.opening(Decimal(20))))
    assert story.give(1, Asked(asked, OTHER))
    assert story.give(0, story.county(facts.SetReserve(COUNTY, reserved=Decimal(101))))
    assert story.give(1, story.bureau(drawn))
    return story


def test_states_of_different_moments_that_do_not_fit_are_loaded_again() -> None:
    story = one_remembers_the_book_of_before_a_draw()
    assert story.give(0, story.bureau(ReturnDraw("o-1-1", reason="理由")))
    story.teardown()


def test_a_reaction_on_states_that_do_not_fit_loads_them_again() -> None:
    def land_returns(event: ProjectExited, _: EventMeta) -> Iterable[object]:
        yield ReturnDraw("o-1-1", reason=event.reason)

    declared = Reaction("land-returns", ProjectExited, None, lambda *_: "o-1", land_returns)
    story = one_remembers_the_book_of_before_a_draw()
    writer = story.writers[0]
    reacting = Reacting([declared], writer.executor, list)
    exited = ProjectExited("o-1", town=OTHER, reason="项目终止")
    about = EventMeta(
        "projects", 1, "project-o-1", "o-1", 1, str(UUID(int=1)), "ProjectExited", NOW, NOW,
        "张三", "housing", "RZ-2.1.a", "c", "c",
    )  # fmt: skip
    incoming = Incoming(about, 1, encode(exited), b"h" * 32, GENESIS)
    reacting.append("returns", Checkpoint(), [incoming], lambda _: True, lambda: None)
    returned = [r.type for r in writer.log.read_all()][-2:]
    assert "ReserveReturned" in returned
    story.teardown()
