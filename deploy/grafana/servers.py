"""镇兴 Broker and database: what all services stand on."""

from deploy.grafana.panels import Ask, Dashboard, Graph

SERVERS = Dashboard(
    "zhenxing-servers",
    "镇兴 Broker and database",
    [
        Graph(
            "数据库 store answers",
            [Ask("min by (service) (zhenxing_store_up)", "{{service}}")],
        ),
        Graph(
            "数据库连接 connections in use",
            [Ask("sum by (service) (zhenxing_store_connections_used)", "{{service}}")],
        ),
        Graph(
            "时钟差 the store's clock before the service's",
            [Ask("max by (service) (zhenxing_store_clock_ahead_seconds)", "{{service}}")],
            unit="s",
        ),
        Graph(
            "消息系统 broker: listening, publishing",
            [
                Ask("max by (service) (zhenxing_broker_listening)", "{{service}} 收 listening"),
                Ask("max by (service) (zhenxing_broker_publishing)", "{{service}} 发 publishing"),
            ],
        ),
        Graph(
            "收到消息 messages a second",
            [Ask("sum by (service) (rate(zhenxing_broker_messages_total[5m]))", "{{service}}")],
        ),
        Graph(
            "不采信 messages unreadable or ignored, an hour",
            [
                Ask(
                    "sum by (service) (increase(zhenxing_broker_unreadable_total[1h]))",
                    "{{service}} 无法读取 unreadable",
                ),
                Ask(
                    "sum by (service) (increase(zhenxing_broker_ignored_total[1h]))",
                    "{{service}} 不属其历史 ignored",
                ),
            ],
        ),
        Graph(
            "RabbitMQ messages ready",
            [Ask("sum by (instance) (rabbitmq_queue_messages_ready)", "{{instance}}")],
        ),
        Graph(
            "RabbitMQ alarms",
            [
                Ask(
                    "max by (instance) (rabbitmq_alarms_free_disk_space_watermark)",
                    "{{instance}} 磁盘 disk",
                ),
                Ask(
                    "max by (instance) (rabbitmq_alarms_memory_used_watermark)",
                    "{{instance}} 内存 memory",
                ),
            ],
        ),
        Graph(
            "磁盘余量 disk free, of the embedded store",
            [
                Ask(
                    "min by (service) (zhenxing_store_disk_free_bytes / zhenxing_store_disk_size_bytes)",
                    "{{service}}",
                )
            ],
            unit="percentunit",
        ),
        Graph(
            "磁盘余量 disk free, of the servers",
            [
                Ask(
                    'min by (instance, mountpoint) (node_filesystem_avail_bytes{fstype!~"tmpfs|overlay"}'
                    " / node_filesystem_size_bytes)",
                    "{{instance}} {{mountpoint}}",
                )
            ],
            unit="percentunit",
        ),
    ],
)
