"""What every service keeps of its own log costs it no other service's messages."""

import subprocess
import sys

ALONE = """
import sys
from shared.kernel.documents.own_ledgers import own_ledgers
rows = own_ledgers("land")
assert all(row.definition.folds for row in rows)
print(*sorted(n for n in sys.modules if n.startswith("shared.schemas.") and n.count(".") == 2))
"""


def test_a_service_loads_its_own_messages_and_the_platforms_alone():
    loaded = subprocess.run(
        [sys.executable, "-c", ALONE], capture_output=True, text=True, check=True
    ).stdout.split()
    assert {"shared.schemas.land", "shared.schemas.platform"} <= set(loaded)
    others = ("finance", "projects", "supervision", "people", "talent", "credit")
    assert not {f"shared.schemas.{name}" for name in others} & set(loaded)
