"""镇兴 Service: one service from the inside."""

from deploy.grafana.panels import Ask, Dashboard, Figure, Graph

S = '{service="$service"}'


def _rate(name: str, by: str, more: str = "") -> str:
    return f'sum by ({by}) (rate({name}{{service="$service"{more}}}[5m]))'


SERVICE = Dashboard(
    "zhenxing-service",
    "镇兴 Service",
    [
        Figure("实例 replicas that answer", [Ask(f"count(up{S} == 1)")]),
        Figure("日志位置 log position", [Ask(f"max(zhenxing_log_position{S})")]),
        Figure(
            "距上次校验 since the log was verified",
            [Ask(f"time() - max(zhenxing_log_verified_seconds{S})")],
            unit="s",
        ),
        Figure(
            "距上次备份 since the last backup",
            [Ask(f"time() - max(zhenxing_backup_taken_seconds{S})")],
            unit="s",
        ),
        Graph(
            "命令 commands a second, by how they ended",
            [Ask(_rate("zhenxing_commands_total", "outcome"), "{{outcome}}")],
        ),
        Graph(
            "命令耗时 time of a command",
            [
                Ask(
                    f"histogram_quantile({q}, {_rate('zhenxing_command_seconds_bucket', 'le')})",
                    f"p{round(q * 100)}",
                )
                for q in (0.5, 0.99)
            ],
            unit="s",
        ),
        Graph(
            "追加耗时 time of an append",
            [
                Ask(
                    f"histogram_quantile({q}, {_rate('zhenxing_append_seconds_bucket', 'le')})",
                    f"p{round(q * 100)}",
                )
                for q in (0.5, 0.99)
            ],
            unit="s",
        ),
        Graph(
            "合并追加 batches a group, callers that wait",
            [
                Ask(f"service:zhenxing_append_group_size:mean5m{S}", "每组 a group"),
                Ask(f"sum(zhenxing_append_waiting{S})", "等待 waiting"),
            ],
        ),
        Graph(
            "HTTP answers a second",
            [Ask(_rate("zhenxing_http_requests_total", "status"), "{{status}}")],
        ),
        Graph(
            "HTTP time of an answer, p99 by route",
            [
                Ask(
                    "histogram_quantile(0.99,"
                    f" {_rate('zhenxing_http_request_seconds_bucket', 'le, route')})",
                    "{{route}}",
                )
            ],
            unit="s",
        ),
        Graph(
            "连接 HTTP connections",
            [Ask(f"sum(zhenxing_http_connections_open{S})", "打开 open")],
        ),
        Graph(
            "唤醒延迟 how late the process wakes",
            [
                Ask(
                    f"histogram_quantile(0.99, {_rate('zhenxing_loop_delay_seconds_bucket', 'le')})",
                    "p99",
                )
            ],
            unit="s",
        ),
        Graph(
            "期限 deadlines due and told",
            [
                Ask(f"max(zhenxing_deadlines_due{S})", "已过未告知 due"),
                Ask(f"sum(increase(zhenxing_deadlines_fired_total{S}[1h]))", "一小时内告知 told"),
            ],
        ),
        Graph(
            "承诺 promises missed, share in the last hour",
            [
                Ask(f"service:zhenxing_missed_answers:ratio1h{S}", "应答 answers"),
                Ask(f"service:zhenxing_missed_commands:ratio1h{S}", "命令 commands"),
            ],
            unit="percentunit",
        ),
    ],
    by_service=True,
)
