"""For each alert the figures of which it must fire, when it fires, and until when it must not.

Series are as promtool writes them: `0+1x60` grows by one a step, sixty times. Times are since the
beginning, at which `time()` is 0, in 1970.
"""

from dataclasses import dataclass, field

HOUR, DAY = 60, 24 * 60
"""In minutes."""
DECEMBER_15 = 348 * DAY


@dataclass(frozen=True)
class Case:
    """`silent` and `fires` are minutes; `over`, where given, when it is over again. A `step`, in
    minutes, is between two samples and between two looks at the rules."""

    alert: str
    series: dict[str, str]
    silent: int
    fires: int
    over: int | None = None
    severity: str = ""
    step: int = 1
    labels: dict[str, str] = field(default_factory=lambda: {"service": "land"})


def of(name: str, service: str = "land", **labels: str) -> str:
    """A series of a service."""
    told = ",".join(f'{k}="{v}"' for k, v in {"service": service, **labels}.items())
    return f"zhenxing_{name}{{{told}}}"


FOLLOWING = {"subscription": "reactions:projects", "source": "projects"}
HTTP = {"route": "/events", "method": "GET"}
PAYS = {"command": "pay"}
GOOD_DAYS = 3 * DAY
"""Before what a warning's long window looks back on: the failures that follow are double what it allows,
and half of the window must be theirs. After six good hours, what fails for twelve minutes is too little
for a page by the window of six hours: only the one of an hour tells it."""

CASES = (
    Case(
        "ServiceAbsent",
        {'up{job="zhenxing",service="land",instance="a"}': "1x9 0x9 1x10"},
        silent=10,
        fires=13,
        over=20,
    ),
    Case("ServiceAbsent", {'up{job="zhenxing",service="projects"}': "1x9"}, 1, 3),
    Case("ServiceAbsent", {}, 1, 3, labels={"service": "workbench"}),
    Case(
        "ExporterAbsent",
        {'up{job="rabbitmq",instance="broker"}': "1x4 0x15 1x5"},
        silent=14,
        fires=16,
        over=22,
        labels={"job": "rabbitmq"},
    ),
    Case(
        "ExporterAbsent",
        {'up{job="node",instance="disk"}': "1x4 0x15"},
        silent=14,
        fires=16,
        labels={"job": "node"},
    ),
    Case("StoreDown", {of("store_up"): "1x4 0x9 1x5"}, 5, 7, 16),
    Case("StoreConnectionsUsedUp", {of("store_connections_used"): "19x4 20x9 3x5"}, 8, 11, 16),
    Case("WritersWait", {of("append_waiting"): "200x4 900x5 0x5"}, 5, 7, 12),
    Case(
        "ServerErrors",
        {of("http_requests_total", **HTTP, status="503"): "0x4 0+60x20 1200x20"},
        silent=6,
        fires=13,
        over=35,
    ),
    Case(
        "ProcessHeldUp",
        {
            of("loop_delay_seconds_bucket", instance="a", le="0.25"): "0x60",
            of("loop_delay_seconds_bucket", instance="a", le="1.0"): "0+10x60",
            of("loop_delay_seconds_bucket", instance="a", le="+Inf"): "0+10x60",
        },
        silent=9,
        fires=13,
    ),
    Case("ClocksApart", {of("store_clock_ahead_seconds"): "-4x3 -301x9 0x5"}, 8, 10, 15),
    Case("KeySetAway", {of("identity_keys_failing"): "0x4 1x9 0x5"}, 9, 11, 16),
    Case(
        "SubscriptionStopped",
        {of("subscription_stopped", **FOLLOWING): "0x4 1x4 0x5"},
        silent=4,
        fires=5,
        over=10,
    ),
    Case(
        "SubscriptionBehind",
        {of("subscription_lag_events", **FOLLOWING): "1000x4 5000x9 0x5"},
        silent=9,
        fires=11,
        over=16,
    ),
    Case(
        "SubscriptionStuck",
        {
            of("subscription_lag_seconds", **FOLLOWING): "0x4 0+60x20 0x5",
            of("subscription_batches_total", **FOLLOWING): "0+9x4 36x21 45x5",
        },
        silent=10,
        fires=14,
        over=27,
    ),
    Case("KeysParked", {of("parked_keys", **FOLLOWING): "0x4 1x9 0x5"}, 9, 11, 16),
    Case("RowsSetAside", {of("rows_set_aside", view="fund-ledger"): "0x4 1x4 0x4"}, 4, 5, 10),
    Case(
        "ReactionsRefused",
        {of("reactions_refused_total", **FOLLOWING): "0x4 1x120"},
        silent=4,
        fires=6,
        over=70,
    ),
    Case("DeadlinesNotTold", {of("deadlines_due"): "0x4 2x5 0x5"}, 6, 8, 12),
    Case("DeadlinesNotTold", {of("deadlines_failing"): "0x4 1x5 0x5"}, 6, 8, 12),
    Case(
        "DeadlineEngineStopped",
        {of("deadline_rounds_total"): "0+12x9 120x15 120+12x9", of("store_up"): "1x60"},
        silent=17,
        fires=21,
        over=27,
    ),
    Case(
        "NothingPublished",
        {
            of("log_position"): "0+5x60",
            of("relay_published_events_total"): "0+5x10 50x30 50+5x20",
        },
        silent=22,
        fires=28,
        over=45,
    ),
    Case(
        "RelayWaits",
        {of("subscription_waiting", subscription="relay", source="land"): "0x4 1x15 0x5"},
        silent=14,
        fires=16,
        over=22,
    ),
    Case("BrokerAway", {of("broker_listening"): "1x4 0x15 1x5"}, 14, 16, 22),
    Case("MessagesForged", {of("broker_ignored_total"): "0x4 3x120"}, 4, 6, 70),
    Case("LogNotWhole", {of("log_whole"): "1x4 0x4 1x4"}, 4, 5, 10),
    Case(
        "LogNotVerified",
        {of("log_verified_seconds"): "0x120", of("log_position"): "9x120"},
        silent=24 * HOUR + 30,
        fires=25 * HOUR + 15,
        step=15,
    ),
    Case("LogNotVerified", {of("log_position"): "9x200"}, 59, 61),
    Case("NoWitness", {of("log_witnesses"): "0x120"}, DAY - 15, DAY, step=15),
    Case("BackupTooOld", {of("backup_taken_seconds"): "0x120"}, 26 * HOUR, 26 * HOUR + 30, step=15),
    Case(
        "BackupTooOld",
        {'cnpg_collector_last_available_backup_timestamp{namespace="zhenxing"}': "0x120"},
        silent=26 * HOUR,
        fires=26 * HOUR + 30,
        step=15,
        labels={"namespace": "zhenxing"},
    ),
    Case("CalendarMissing", {of("calendar_last_year"): "1969x120"}, 30, 65),
    Case(
        "CalendarMissing",
        {of("calendar_last_year"): "1970x1394 1971x9"},
        silent=DECEMBER_15,
        fires=DECEMBER_15 + 6 * HOUR,
        over=DECEMBER_15 + 18 * HOUR,
        step=6 * HOUR,
    ),
    Case(
        "DiskFilling",
        {of("store_disk_free_bytes"): "11x4 9x9 20x9", of("store_disk_size_bytes"): "100x40"},
        silent=9,
        fires=11,
        over=16,
    ),
    Case(
        "DiskFilling",
        {'rabbitmq_alarms_free_disk_space_watermark{instance="broker"}': "0x4 1x9 0x4"},
        silent=9,
        fires=11,
        over=16,
        labels={"instance": "broker"},
    ),
    Case(
        "DiskFilling",
        {
            f"node_filesystem_{name}_bytes{{{labels}}}": values
            for labels, free in (
                ('instance="disk",mountpoint="/",fstype="ext4"', "11x4 9x9 20x9"),
                ('instance="disk",mountpoint="/run",fstype="tmpfs"', "1x40"),
            )
            for name, values in (("avail", free), ("size", "100x40"))
        },
        silent=9,
        fires=11,
        over=16,
        labels={"instance": "disk"},
    ),
    Case(
        "AnswersBudgetBurns",
        {
            of("http_requests_total", **HTTP, status="200"): "0+600x120",
            of("http_requests_total", **HTTP, status="500"): "0x60 0+60x60",
        },
        silent=62,
        fires=85,
        severity="page",
    ),
    Case(
        "AnswersBudgetBurns",
        {
            of("http_requests_total", **HTTP, status="200"): "0+600x430",
            of("http_requests_total", **HTTP, status="500"): "0x370 0+60x12 720x40",
        },
        silent=380,
        fires=384,
        over=390,
        severity="page",
    ),
    Case(
        "AnswersBudgetBurns",
        {
            of("http_requests_total", **HTTP, status="200"): "0+90000x300",
            of("http_requests_total", **HTTP, status="500"): "0x144 180+180x155",
        },
        silent=GOOD_DAYS + 33 * HOUR,
        fires=GOOD_DAYS + 40 * HOUR,
        severity="warn",
        step=30,
    ),
    Case(
        "CommandsBudgetBurns",
        {
            of("command_seconds_count", **PAYS): "0+100x120",
            of("command_seconds_bucket", **PAYS, le="0.5"): "0+100x60 6000+50x60",
        },
        silent=62,
        fires=90,
        severity="page",
    ),
    Case(
        "CommandsBudgetBurns",
        {
            of("command_seconds_count", **PAYS): "0+100x430",
            of("command_seconds_bucket", **PAYS, le="0.5"): "0+100x370 37000x11 37100+100x40",
        },
        silent=379,
        fires=383,
        over=391,
        severity="page",
    ),
    Case(
        "CommandsBudgetBurns",
        {
            of("command_seconds_count", **PAYS): "0+1500x300",
            of("command_seconds_bucket", **PAYS, le="0.5"): "0+1500x144 217470+1470x155",
        },
        silent=GOOD_DAYS + 33 * HOUR,
        fires=GOOD_DAYS + 40 * HOUR,
        severity="warn",
        step=30,
    ),
    Case(
        "DeadlinesBudgetBurns",
        {
            of("deadline_told_late_seconds_count"): "0+10x120",
            of("deadline_told_late_seconds_bucket", le="60.0"): "0+10x60 600+5x60",
        },
        silent=61,
        fires=75,
        severity="page",
    ),
    Case(
        "DeadlinesBudgetBurns",
        {
            of("deadline_told_late_seconds_count"): "0+10x430",
            of("deadline_told_late_seconds_bucket", le="60.0"): "0+10x370 3709+9x11 3818+10x40",
        },
        silent=379,
        fires=383,
        over=391,
        severity="page",
    ),
    Case(
        "DeadlinesBudgetBurns",
        {
            of("deadline_told_late_seconds_count"): "0+15000x300",
            of("deadline_told_late_seconds_bucket", le="60.0"): "0+15000x144 2174970+14970x155",
        },
        silent=GOOD_DAYS + 33 * HOUR,
        fires=GOOD_DAYS + 40 * HOUR,
        severity="warn",
        step=30,
    ),
)
