"""deploy/compose.yaml: everything on one machine, as in production but for its single copies.

`python -m deploy.credentials deploy/credentials` comes first: passwords, rights, settings.
"""

from typing import Any

from deploy.generators.written import yaml_of
from shared.policy.services import BASE_PORT, ServiceEntry, services

IMAGE = "zhenxing:latest"
CREDENTIALS = "./credentials"
WORKBENCH_PORT = BASE_PORT

_HARDENED = {
    "read_only": True,
    "tmpfs": ["/tmp"],
    "cap_drop": ["ALL"],
    "security_opt": ["no-new-privileges:true"],
    "restart": "unless-stopped",
}


def compose() -> str:
    return yaml_of(
        {
            "name": "zhenxing",
            "services": {
                "broker": _broker(),
                "database": _database(),
                **{s.name: _service(s) for s in services().values()},
                "workbench": _workbench(),
                "prometheus": _prometheus(),
                "alertmanager": _alertmanager(),
                "grafana": _grafana(),
                "machine": _machine(),
            },
            "volumes": {
                name: {} for name in ("broker", "database", "identity", "prometheus", "grafana")
            },
            "configs": {"broker": {"content": "load_definitions = /run/secrets/broker\n"}},
            "secrets": {
                "broker": {"file": f"{CREDENTIALS}/broker.json"},
                "database": {"file": f"{CREDENTIALS}/database-password"},
                "roles": {"file": f"{CREDENTIALS}/roles.sql"},
                **{s: {"file": f"{CREDENTIALS}/{s}.toml"} for s in services()},
                "workbench": {"file": f"{CREDENTIALS}/workbench.toml"},
            },
        }
    )


def _service(service: ServiceEntry) -> dict[str, Any]:
    return {
        "image": IMAGE,
        "build": {"context": "..", "dockerfile": "Dockerfile"},
        "command": ["serve", service.name],
        **_HARDENED,
        "environment": {
            "ZHENXING_LIVE": f"http://127.0.0.1:{service.port}/health/live",
            "ZHENXING_LOG": "json",
        },
        "ports": [f"127.0.0.1:{service.port}:{service.port}"],
        "volumes": ["identity:/var/lib/zhenxing/identity"],
        "secrets": [_settings(service.name)],
        "depends_on": {
            "broker": {"condition": "service_healthy"},
            "database": {"condition": "service_healthy"},
        },
    }


def _workbench() -> dict[str, Any]:
    port = WORKBENCH_PORT
    return {
        "image": IMAGE,
        "command": ["workbench"],
        **_HARDENED,
        "environment": {
            "ZHENXING_LIVE": f"http://127.0.0.1:{port}/health",
            "ZHENXING_LOG": "json",
        },
        "ports": [f"127.0.0.1:{port}:{port}"],
        "volumes": ["identity:/var/lib/zhenxing/identity"],
        "secrets": [_settings("workbench")],
        "depends_on": {name: {"condition": "service_started"} for name in services()},
    }


def _settings(name: str) -> dict[str, Any]:
    return {"source": name, "target": "/etc/zhenxing/zhenxing.toml"}


def _broker() -> dict[str, Any]:
    return {
        "image": "rabbitmq:4-management",
        "hostname": "broker",
        "restart": "unless-stopped",
        "configs": [{"source": "broker", "target": "/etc/rabbitmq/conf.d/20-zhenxing.conf"}],
        "volumes": ["broker:/var/lib/rabbitmq"],
        "secrets": ["broker"],
        "healthcheck": _check("rabbitmq-diagnostics", "-q", "check_port_connectivity"),
    }


def _database() -> dict[str, Any]:
    return {
        "image": "postgres:17",
        "restart": "unless-stopped",
        "environment": {
            "POSTGRES_PASSWORD_FILE": "/run/secrets/database",
            "POSTGRES_INITDB_ARGS": "--encoding=UTF8 --locale=C.UTF-8 --data-checksums",
        },
        "command": ["postgres", "-c", "max_connections=400", "-c", "wal_level=replica"],
        "volumes": ["database:/var/lib/postgresql/data"],
        "secrets": [
            "database",
            {"source": "roles", "target": "/docker-entrypoint-initdb.d/roles.sql"},
        ],
        "healthcheck": _check("pg_isready", "-U", "postgres"),
    }


def _prometheus() -> dict[str, Any]:
    return {
        "image": "prom/prometheus:v2.53.5",
        "restart": "unless-stopped",
        "ports": ["127.0.0.1:9090:9090"],
        "volumes": [
            "./compose/prometheus.yml:/etc/prometheus/prometheus.yml:ro",
            "./compose/targets.json:/etc/prometheus/targets/services.json:ro",
            "./prometheus/rules:/etc/prometheus/rules:ro",
            "prometheus:/prometheus",
        ],
    }


def _alertmanager() -> dict[str, Any]:
    return {
        "image": "prom/alertmanager:v0.27.0",
        "restart": "unless-stopped",
        "ports": ["127.0.0.1:9093:9093"],
        "volumes": ["./prometheus/alertmanager.yml:/etc/alertmanager/alertmanager.yml:ro"],
    }


def _grafana() -> dict[str, Any]:
    return {
        "image": "grafana/grafana:11.6.0",
        "restart": "unless-stopped",
        "ports": ["127.0.0.1:3000:3000"],
        "volumes": [
            "./grafana/provisioning:/etc/grafana/provisioning:ro",
            "./grafana/dashboards:/var/lib/grafana/dashboards:ro",
            "grafana:/var/lib/grafana",
        ],
    }


def _machine() -> dict[str, Any]:
    """Tells how full the disks are on which the containers keep what they keep."""
    return {
        "image": "prom/node-exporter:v1.8.2",
        "restart": "unless-stopped",
        "command": ["--path.rootfs=/host"],
        "volumes": ["/:/host:ro,rslave"],
    }


def _check(*command: str) -> dict[str, Any]:
    return {
        "test": ["CMD", *command],
        "interval": "5s",
        "timeout": "10s",
        "retries": 12,
        "start_period": "20s",
    }
