"""Manifests of each service: deployment, service, disruption budget, account; and what lists them.

What a service needs beside is its Secret `zhenxing-<service>` with `zhenxing.toml`, and `tokens`
with a file for each service that it follows, kept fresh by the identity provider's agent.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from deploy.generated.written import yaml_of
from shared.policy.services import ServiceEntry, services

IMAGE = "zhenxing"
USER = 10001
REPLICAS = 2
FOLDER = "deploy/kubernetes/base"


def files() -> dict[str, Callable[[], str]]:
    """Every file of the base that follows from the list of services."""
    each = {f"{FOLDER}/services/{s.name}.yaml": partial(service, s) for s in services().values()}
    return {f"{FOLDER}/kustomization.yaml": kustomization, **each}


def kustomization() -> str:
    return yaml_of(
        {
            "apiVersion": "kustomize.config.k8s.io/v1beta1",
            "kind": "Kustomization",
            "namespace": "zhenxing",
            "resources": [
                "namespace.yaml",
                "network.yaml",
                "servers/broker.yaml",
                "servers/database.yaml",
                "servers/roles.yaml",
                *(f"services/{name}.yaml" for name in services()),
            ],
            "images": [{"name": IMAGE, "newTag": "0.1.0"}],
        }
    )


def service(entry: ServiceEntry) -> str:
    return yaml_of(_account(entry), _deployment(entry), _service(entry), _budget(entry))


def labels(entry: ServiceEntry) -> dict[str, str]:
    return {"app.kubernetes.io/name": entry.name, "app.kubernetes.io/part-of": "zhenxing"}


def _named(kind: str, entry: ServiceEntry, version: str) -> dict[str, Any]:
    return {
        "apiVersion": version,
        "kind": kind,
        "metadata": {"name": entry.name, "labels": labels(entry)},
    }


def _account(entry: ServiceEntry) -> dict[str, Any]:
    """It asks nothing of the cluster."""
    return {**_named("ServiceAccount", entry, "v1"), "automountServiceAccountToken": False}


def _deployment(entry: ServiceEntry) -> dict[str, Any]:
    """New replicas build their views before old ones go: none is taken away before that."""
    selector = {"app.kubernetes.io/name": entry.name}
    return {
        **_named("Deployment", entry, "apps/v1"),
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
                    "containers": [_container(entry)],
                    "volumes": [
                        _secret("settings", f"zhenxing-{entry.name}", "zhenxing.toml"),
                        {
                            "name": "tokens",
                            "secret": {
                                "secretName": f"zhenxing-{entry.name}-tokens",
                                "defaultMode": 0o440,
                                "optional": True,
                            },
                        },
                        {"name": "home", "emptyDir": {"sizeLimit": "1Gi"}},
                        {"name": "tmp", "emptyDir": {"sizeLimit": "1Gi"}},
                    ],
                },
            },
        },
    }


def _container(entry: ServiceEntry) -> dict[str, Any]:
    return {
        "name": "service",
        "image": IMAGE,
        "args": ["serve", entry.name],
        "ports": [{"name": "http", "containerPort": entry.port}],
        "env": [{"name": "ZHENXING_CONFIG", "value": "/etc/zhenxing/zhenxing.toml"}],
        "startupProbe": _probe("live", period=2, failures=60),
        "livenessProbe": _probe("live", period=10, failures=6),
        "readinessProbe": _probe("ready", period=5, failures=2),
        "resources": {
            "requests": {"cpu": "100m", "memory": "256Mi"},
            "limits": {"memory": "1Gi"},
        },
        "securityContext": {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        },
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


def _secret(name: str, secret: str, key: str) -> dict[str, Any]:
    items = [{"key": key, "path": key}]
    return {"name": name, "secret": {"secretName": secret, "defaultMode": 0o440, "items": items}}


def _service(entry: ServiceEntry) -> dict[str, Any]:
    return {
        **_named("Service", entry, "v1"),
        "spec": {
            "selector": {"app.kubernetes.io/name": entry.name},
            "ports": [{"name": "http", "port": entry.port, "targetPort": "http"}],
        },
    }


def _budget(entry: ServiceEntry) -> dict[str, Any]:
    return {
        **_named("PodDisruptionBudget", entry, "policy/v1"),
        "spec": {
            "minAvailable": 1,
            "selector": {"matchLabels": {"app.kubernetes.io/name": entry.name}},
        },
    }
