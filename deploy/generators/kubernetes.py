"""Manifests of each service: deployment, service, disruption budget, account; and what lists them.

What a service needs beside is its Secret `zhenxing-<service>` with `zhenxing.toml`, and `tokens`
with a file for each service that it follows, kept fresh by the identity provider's agent. The Secret
`zhenxing-<service>-owner` has settings with the owner's database: with them the tables are brought up
to date before the service starts, whose own settings name no owner.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from deploy.generators.pods import IMAGE, deployment, named
from deploy.generators.written import yaml_of
from shared.policy.services import BASE_PORT, ServiceEntry, services

FOLDER = "deploy/kubernetes/base"


def files() -> dict[str, Callable[[], str]]:
    """Every file of the base that follows from the list of services."""
    each = {f"{FOLDER}/services/{s.name}.yaml": partial(service, s) for s in services().values()}
    made = {f"{FOLDER}/kustomization.yaml": kustomization, f"{FOLDER}/workbench.yaml": workbench}
    return made | each


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
                "workbench.yaml",
            ],
            "images": [{"name": IMAGE, "newTag": "0.1.0"}],
        }
    )


def service(entry: ServiceEntry) -> str:
    return yaml_of(_account(entry), deployment(entry), _service(entry), _budget(entry))


def workbench() -> str:
    """The pages for people: one copy, for its key and its sessions are files of its own, which stay."""
    entry = ServiceEntry("workbench", BASE_PORT, "工作台", operator="")
    made = deployment(entry)
    spec = made["spec"] | {"replicas": 1, "strategy": {"type": "Recreate"}}
    pod = spec["template"]["spec"]
    del pod["initContainers"]
    [container] = pod["containers"]
    container["args"] = ["workbench"]
    for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
        container[probe]["httpGet"]["path"] = "/health"
    gone = ("tokens", "owner")
    container["volumeMounts"] = [m for m in container["volumeMounts"] if m["name"] not in gone]
    kept = {"name": "home", "persistentVolumeClaim": {"claimName": entry.name}}
    pod["volumes"] = [
        kept if v["name"] == "home" else v for v in pod["volumes"] if v["name"] not in gone
    ]
    claim = {
        **named("PersistentVolumeClaim", entry, "v1"),
        "spec": {
            "accessModes": ["ReadWriteOnce"],
            "resources": {"requests": {"storage": "1Gi"}},
        },
    }
    return yaml_of(_account(entry), claim, made | {"spec": spec}, _service(entry))


def _account(entry: ServiceEntry) -> dict[str, Any]:
    """It asks nothing of the cluster."""
    return {**named("ServiceAccount", entry, "v1"), "automountServiceAccountToken": False}


def _service(entry: ServiceEntry) -> dict[str, Any]:
    return {
        **named("Service", entry, "v1"),
        "spec": {
            "selector": {"app.kubernetes.io/name": entry.name},
            "ports": [{"name": "http", "port": entry.port, "targetPort": "http"}],
        },
    }


def _budget(entry: ServiceEntry) -> dict[str, Any]:
    return {
        **named("PodDisruptionBudget", entry, "policy/v1"),
        "spec": {
            "minAvailable": 1,
            "selector": {"matchLabels": {"app.kubernetes.io/name": entry.name}},
        },
    }
