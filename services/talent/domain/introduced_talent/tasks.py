"""待办: who verifies talent, and grants what was publicised (RZ-2.5.e)."""

from services.talent.domain.introduced_talent.benefits import BY, grant_benefit, publicise_benefit
from services.talent.domain.introduced_talent.introducing import verify_talent
from services.talent.domain.introduced_talent.limits import publicity, verification
from services.talent.domain.introduced_talent.state import (
    CLAUSE,
    INTRODUCED_TALENT,
    IntroducedTalent,
)
from shared.kernel.aggregate import Over, Task, Tasks, Wait, money


@INTRODUCED_TALENT.tasks
def tasks(talent: IntroducedTalent) -> Tasks:
    if talent.ended_on is not None:
        yield Over("人才已离开")
    elif talent.verified is None:
        yield Task("verify", BY, "核实引进人才", [verify_talent], verification(talent))
    elif not talent.verified:
        yield Over("核实不符")
    elif not talent.benefits:
        yield Task("publicise", BY, "公示人才待遇", [publicise_benefit], clause=CLAUSE)
    else:
        waiting = {p: b for p, b in talent.benefits.items() if not b.granted_fen}
        for policy, benefit in waiting.items():
            if benefit.over:
                key, about = (
                    f"grant-{policy}",
                    f"兑现公示过的人才待遇 {money(benefit.publicised_fen)}",
                )
                yield Task(key, BY, about, [grant_benefit], clause=CLAUSE)
            else:
                yield Wait("人才待遇公示中", publicity(policy, benefit))
        if not waiting:
            yield Over("待遇已兑现")
