"""What runs on Kubernetes: a deployment and its pod, the same for every service but in name and port."""

from typing import Any

from shared.policy.services import ServiceEntry

IMAGE = "zhenxing"
USER = 10001
REPLICAS = 2


def labels(entry: ServiceEntry) -> dict[str, str]:
    return {"app.kubernetes.io/name": entry.name, "app.kubernetes.io/part-of": "zhenxing"}


def named(kind: str, entry: ServiceEntry, version: str) -> dict[str, Any]:
    return {
        "apiVersion": version,
        "kind": kind,
        "metadata": {"name": entry.name, "labels": labels(entry)},
    }


def deployment(entry: ServiceEntry) -> dict[str, Any]:
    """New replicas build their views before old ones go: none is taken away before that."""
    selector = {"app.kubernetes.io/name": entry.name}
    return {
        **named("Deployment", entry, "apps/v1"),
        "spec": {
            "replicas": REPLICAS,
            "selector": {"matchLabels": selector},
            "strategy": {
                "type": "RollingUpdate",
                "rollingUpdate": {"maxUnavailable": 0, "maxSurge": 1},
            },
            "template": {
                "metadata": {"labels": labels(entry)},
                "spec": {
                    "serviceAccountName": entry.name,
                    "automountServiceAccountToken": False,
                    "terminationGracePeriodSeconds": 15,
                    "securityContext": {
                        "runAsNonRoot": True,
                        "runAsUser": USER,
                        "runAsGroup": USER,
                        "fsGroup": USER,
                        "seccompProfile": {"type": "RuntimeDefault"},
                    },
                    "topologySpreadConstraints": [
                        {
                            "maxSkew": 1,
                            "topologyKey": "kubernetes.io/hostname",
                            "whenUnsatisfiable": "ScheduleAnyway",
                            "labelSelector": {"matchLabels": selector},
                        }
                    ],
                    "initContainers": [_migration(entry)],
                    "containers": [_container(entry)],
                    "volumes": [
                        _secret("settings", f"zhenxing-{entry.name}"),
                        {
                            "name": "tokens",
                            "secret": {
                                "secretName": f"zhenxing-{entry.name}-tokens",
                                "defaultMode": 0o440,
                                "optional": True,
                            },
                        },
                        _secret("owner", f"zhenxing-{entry.name}-owner"),
                        {"name": "home", "emptyDir": {"sizeLimit": "1Gi"}},
                        {"name": "tmp", "emptyDir": {"sizeLimit": "1Gi"}},
                    ],
                },
            },
        },
    }


_ALONE = {
    "allowPrivilegeEscalation": False,
    "readOnlyRootFilesystem": True,
    "capabilities": {"drop": ["ALL"]},
}


def _migration(entry: ServiceEntry) -> dict[str, Any]:
    """Of two at once one waits for the other; where nothing is to be done it ends at once."""
    return {
        "name": "migrate",
        "image": IMAGE,
        "args": ["migrate", entry.name],
        "env": [{"name": "ZHENXING_CONFIG", "value": "/etc/zhenxing-owner/zhenxing.toml"}],
        "resources": {
            "requests": {"cpu": "50m", "memory": "128Mi"},
            "limits": {"memory": "512Mi"},
        },
        "securityContext": _ALONE,
        "volumeMounts": [
            {"name": "owner", "mountPath": "/etc/zhenxing-owner", "readOnly": True},
            {"name": "tmp", "mountPath": "/tmp"},
        ],
    }


def _container(entry: ServiceEntry) -> dict[str, Any]:
    return {
        "name": "service",
        "image": IMAGE,
        "args": ["serve", entry.name],
        "ports": [{"name": "http", "containerPort": entry.port}],
        "env": [
            {"name": "ZHENXING_CONFIG", "value": "/etc/zhenxing/zhenxing.toml"},
            {"name": "ZHENXING_LOG", "value": "json"},
        ],
        "startupProbe": _probe("live", period=2, failures=60),
        "livenessProbe": _probe("live", period=10, failures=6),
        "readinessProbe": _probe("ready", period=5, failures=2),
        "resources": {
            "requests": {"cpu": "100m", "memory": "256Mi"},
            "limits": {"memory": "1Gi"},
        },
        "securityContext": _ALONE,
        "volumeMounts": [
            {"name": "settings", "mountPath": "/etc/zhenxing", "readOnly": True},
            {"name": "tokens", "mountPath": "/run/secrets/zhenxing", "readOnly": True},
            {"name": "home", "mountPath": "/var/lib/zhenxing"},
            {"name": "tmp", "mountPath": "/tmp"},
        ],
    }


def _probe(what: str, *, period: int, failures: int) -> dict[str, Any]:
    return {
        "httpGet": {"path": f"/health/{what}", "port": "http"},
        "periodSeconds": period,
        "timeoutSeconds": 3,
        "failureThreshold": failures,
    }


def _secret(name: str, secret: str) -> dict[str, Any]:
    """All that is in it: zhenxing.toml, and the certificates and keys that it names beside itself."""
    return {"name": name, "secret": {"secretName": secret, "defaultMode": 0o440}}
