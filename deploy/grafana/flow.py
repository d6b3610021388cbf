"""镇兴 Flow: what is appended, published, followed, and what is held up on its way."""

from deploy.grafana.panels import Ask, Dashboard, Graph, Matrix

FLOW = Dashboard(
    "zhenxing-flow",
    "镇兴 Flow",
    [
        Matrix(
            "落后 lag in events: source by subscriber",
            [
                Ask(
                    "max by (source, service) (min by (service, source, subscription)"
                    " (zhenxing_subscription_lag_events))"
                )
            ],
            rows="source",
            columns="service",
        ),
        Graph(
            "落后时长 lag in seconds",
            [
                Ask(
                    "service:zhenxing_subscription_lag_seconds:min",
                    "{{service}} {{subscription}}",
                )
            ],
            unit="s",
        ),
        Graph(
            "追加 events appended a second",
            [Ask("service:zhenxing_appended_events:rate5m", "{{service}}")],
        ),
        Graph(
            "发布 events published a second",
            [
                Ask(
                    "sum by (service) (rate(zhenxing_relay_published_events_total[5m]))",
                    "{{service}}",
                )
            ],
        ),
        Graph(
            "步数 steps that moved a follower, a second",
            [
                Ask(
                    "sum by (service, subscription) (rate(zhenxing_subscription_batches_total[5m]))",
                    "{{service}} {{subscription}}",
                )
            ],
        ),
        Graph(
            "重试 steps tried again, a second",
            [
                Ask(
                    "sum by (service, subscription) (rate(zhenxing_subscription_retries_total[5m]))",
                    "{{service}} {{subscription}}",
                )
            ],
        ),
        Graph(
            "核对 batches confirmed as told, or when asked, a second",
            [
                Ask(
                    "sum by (service, how) (rate(zhenxing_subscription_confirmations_total[5m]))",
                    "{{service}} {{how}}",
                )
            ],
        ),
        Graph(
            "停止 stopped, 等待 waiting",
            [
                Ask(
                    "max by (service, subscription) (zhenxing_subscription_stopped)",
                    "{{service}} {{subscription}} 停止 stopped",
                ),
                Ask(
                    "max by (service, subscription) (zhenxing_subscription_waiting)",
                    "{{service}} {{subscription}} 等待 waiting",
                ),
            ],
        ),
        Graph(
            "搁置 keys parked, rows set aside",
            [
                Ask(
                    "max by (service, subscription) (zhenxing_parked_keys)",
                    "{{service}} {{subscription}}",
                ),
                Ask(
                    "sum by (service) (max by (service, view) (zhenxing_rows_set_aside))",
                    "{{service}} 缺行 rows",
                ),
            ],
        ),
        Graph(
            "不予执行的反应 reactions refused, an hour",
            [
                Ask(
                    "sum by (service, source) (increase(zhenxing_reactions_refused_total[1h]))",
                    "{{source}} → {{service}}",
                )
            ],
        ),
    ],
)
