"""The faults of a game day, in the order in which they are played."""

from tests.integration.game import clocks, frozen, links, quiet, swapped
from tests.integration.game.fault import Fault, Field, everywhere, killed
from tests.integration.load import DRIVEN


def sessions_cut(field: Field) -> None:
    """A backend that dies of itself takes its session with it, and no other."""
    with field.cluster.postgresql._connect() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'zhenxing_%'"
        )


ALONE = killed("land")
FAULTS = (
    *(killed(name) for name in DRIVEN if name != "land"),
    ALONE,
    *quiet.FAULTS,
    Fault("every session with the database is cut", sessions_cut),
    Fault(
        "the database is killed",
        lambda field: field.cluster.postgresql.kill(),
        lambda field: field.cluster.postgresql.start(),
        everywhere("StoreDown"),
    ),
    Fault(
        "the broker is stopped",
        lambda field: field.cluster.rabbitmq.stop(),
        lambda field: field.cluster.rabbitmq.start(),
        everywhere("BrokerAway", "RelayWaits"),
    ),
    Fault(
        "the broker's disk is full",
        lambda field: field.cluster.rabbitmq.raise_disk_alarm(),
        lambda field: field.cluster.rabbitmq.clear_disk_alarm(),
        everywhere("RelayWaits") | {("DiskFilling", "")},
    ),
    *links.FAULTS,
    *frozen.FAULTS,
    *clocks.FAULTS,
    *swapped.FAULTS,
)
