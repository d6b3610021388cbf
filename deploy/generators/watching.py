"""Who is scraped on Kubernetes, and by which rules: objects of the Prometheus operator.

They stand apart from the base, which needs no such operator.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from deploy.generators.prometheus import expected
from deploy.generators.written import yaml_of

FOLDER = "deploy/kubernetes/watching"
RULES = Path(__file__).parents[1] / "prometheus" / "rules"
_VERSION = "monitoring.coreos.com/v1"
_LABELS = {"app.kubernetes.io/part-of": "zhenxing"}


def files() -> dict[str, Callable[[], str]]:
    return {
        f"{FOLDER}/kustomization.yaml": _kustomization,
        f"{FOLDER}/pods.yaml": _pods,
        f"{FOLDER}/rules.yaml": _rules,
    }


def _kustomization() -> str:
    return yaml_of(
        {
            "apiVersion": "kustomize.config.k8s.io/v1beta1",
            "kind": "Kustomization",
            "namespace": "zhenxing",
            "resources": ["pods.yaml", "rules.yaml"],
        }
    )


def _pods() -> str:
    """Each series bears what the rules ask for: the job, and the service by its pod's name."""
    services = _endpoint("http", "zhenxing", _named("app_kubernetes_io_name", "service"))
    broker = _endpoint("prometheus", "rabbitmq")
    return yaml_of(
        _monitor("zhenxing", _LABELS, services),
        _monitor("broker", {"app.kubernetes.io/name": "broker"}, broker),
        _monitor("database", {"cnpg.io/cluster": "database"}, _endpoint("metrics", "postgresql")),
    )


def _rules() -> str:
    """The rules of deploy/prometheus, as they stand there."""
    kept = sorted(file for file in RULES.glob("*.yml") if file.name != "services.yml")
    texts = [file.read_text(encoding="utf-8") for file in kept]
    groups = [g for text in (*texts, expected()) for g in yaml.safe_load(text)["groups"]]
    return yaml_of({**_object("PrometheusRule", "zhenxing"), "spec": {"groups": groups}})


def _monitor(name: str, pods: dict[str, str], endpoint: dict[str, Any]) -> dict[str, Any]:
    spec = {"selector": {"matchLabels": pods}, "podMetricsEndpoints": [endpoint]}
    return {**_object("PodMonitor", name), "spec": spec}


def _object(kind: str, name: str) -> dict[str, Any]:
    return {"apiVersion": _VERSION, "kind": kind, "metadata": {"name": name, "labels": _LABELS}}


def _endpoint(port: str, job: str, *relabelings: dict[str, Any]) -> dict[str, Any]:
    as_job = {"targetLabel": "job", "replacement": job}
    return {"port": port, "interval": "15s", "relabelings": [as_job, *relabelings]}


def _named(label: str, as_label: str) -> dict[str, Any]:
    return {"sourceLabels": [f"__meta_kubernetes_pod_label_{label}"], "targetLabel": as_label}
