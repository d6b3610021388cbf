"""What deployments are given is what Kubernetes, Compose and systemd take, for every service."""

import json
import re
import sys
import tomllib
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from shared.policy.services import services
from tests.deployment.programs import DEPLOY, ROOT, ran

KUBERNETES = DEPLOY / "kubernetes"
OTHERS_KINDS = ("rabbitmq.com/", "postgresql.cnpg.io/", "kustomize.config.k8s.io/")
"""Whose schemas come with their operators: they are read here, and validated by these alone."""


def documents(file: Path) -> list[dict[str, Any]]:
    return [d for d in yaml.safe_load_all(file.read_text(encoding="utf-8")) if d]


BASE = sorted((KUBERNETES / "base").rglob("*.yaml"))
MANIFESTS = [d for file in BASE for d in documents(file)]
OVERLAYS = sorted(file.name for file in (KUBERNETES / "overlays").iterdir())
DEPLOYMENTS = [d for d in MANIFESTS if d["kind"] == "Deployment"]


def test_kubernetes_takes_every_manifest_strictly_as_it_stands_and_as_overlays_change_it(
    tmp_path: Path,
) -> None:
    changed = [d for overlay in OVERLAYS for d in overlaid(overlay) if d not in MANIFESTS]
    own = [d for d in [*MANIFESTS, *changed] if not d["apiVersion"].startswith(OTHERS_KINDS)]
    file = tmp_path / "all.yaml"
    file.write_text(yaml.safe_dump_all(own), encoding="utf-8")
    said = ran("kubernetes-validate", "--strict", file)
    assert said.count(" passed ") == len(own) > 7 * len(services())


def test_every_service_runs_twice_and_one_of_both_stays() -> None:
    told = {d["metadata"]["name"]: d["spec"]["replicas"] for d in DEPLOYMENTS}
    assert told == {**dict.fromkeys(services(), 2), "workbench": 1}
    budgets = {d["metadata"]["name"]: d["spec"] for d in of_kind("PodDisruptionBudget")}
    assert {name: spec["minAvailable"] for name, spec in budgets.items()} == dict.fromkeys(
        services(), 1
    )


def test_only_what_migrates_sees_the_owners_password() -> None:
    for deployment in DEPLOYMENTS:
        pod = deployment["spec"]["template"]["spec"]
        name = deployment["metadata"]["name"]
        [container] = pod["containers"]
        assert "owner" not in {m["name"] for m in container["volumeMounts"]}
        if name == "workbench":
            assert "initContainers" not in pod
            continue
        [first] = pod["initContainers"]
        assert first["args"] == ["migrate", name]
        assert {m["name"] for m in first["volumeMounts"]} == {"owner", "tmp"}


def test_servers_outlive_one_of_theirs() -> None:
    [broker] = of_kind("RabbitmqCluster")
    [database] = [d for d in of_kind("Cluster") if "cnpg" in d["apiVersion"]]
    assert broker["spec"]["replicas"] == 3
    assert database["spec"]["instances"] == 3
    assert database["spec"]["postgresql"]["synchronous"]["dataDurability"] == "required"
    closed = next(d for d in of_kind("NetworkPolicy") if d["metadata"]["name"] == "closed")
    assert closed["spec"]["podSelector"] == {} and "ingress" not in closed["spec"]


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda d: d["metadata"]["name"])
def test_a_container_is_nobody_and_writes_only_where_it_keeps_things(
    deployment: dict[str, Any],
) -> None:
    pod = deployment["spec"]["template"]["spec"]
    [container] = pod["containers"]
    assert pod["securityContext"]["runAsNonRoot"]
    assert not pod["automountServiceAccountToken"]
    own = container["securityContext"]
    assert own["readOnlyRootFilesystem"] and not own["allowPrivilegeEscalation"]
    assert own["capabilities"] == {"drop": ["ALL"]}
    writable = {m["mountPath"] for m in container["volumeMounts"] if not m.get("readOnly")}
    assert writable == {"/var/lib/zhenxing", "/tmp"}


def test_whatever_is_listed_is_there_and_whatever_is_there_is_listed() -> None:
    [base] = documents(KUBERNETES / "base" / "kustomization.yaml")
    files = {str(file.relative_to(KUBERNETES / "base")) for file in BASE} - {"kustomization.yaml"}
    assert set(base["resources"]) == files
    for overlay in (KUBERNETES / "overlays").iterdir():
        [kustomization] = documents(overlay / "kustomization.yaml")
        for resource in kustomization["resources"]:
            assert (overlay / resource / "kustomization.yaml").is_file()


def test_every_container_of_ours_writes_its_log_as_json() -> None:
    own = [c for d in DEPLOYMENTS for c in d["spec"]["template"]["spec"]["containers"]]
    assert {"name": "ZHENXING_LOG", "value": "json"} in own[0]["env"]
    assert all(container["env"] == own[0]["env"] for container in own)
    [said] = documents(DEPLOY / "compose.yaml")
    for name in (*services(), "workbench"):
        assert said["services"][name]["environment"]["ZHENXING_LOG"] == "json"
    for unit in ("zhenxing@.service", "zhenxing-workbench.service"):
        assert "\nEnvironment=ZHENXING_LOG=json\n" in (DEPLOY / "systemd" / unit).read_text()


def test_a_cluster_is_watched_by_the_rules_that_are_tried_and_by_the_labels_that_they_ask_for() -> (
    None
):
    [pods, *servers] = documents(KUBERNETES / "watching" / "pods.yaml")
    [rules] = documents(KUBERNETES / "watching" / "rules.yaml")
    tried = [
        group
        for file in (DEPLOY / "prometheus" / "rules").glob("*.yml")
        for group in documents(file)[0]["groups"]
    ]
    by_name = {group["name"]: group for group in rules["spec"]["groups"]}
    assert by_name == {group["name"]: group for group in tried}
    watched = [p for p in (pods, *servers) for p in p["spec"]["podMetricsEndpoints"]]
    labels = [{r["targetLabel"]: r for r in endpoint["relabelings"]} for endpoint in watched]
    assert [one["job"]["replacement"] for one in labels] == ["zhenxing", "rabbitmq", "postgresql"]
    assert labels[0]["service"]["sourceLabels"] == [
        "__meta_kubernetes_pod_label_app_kubernetes_io_name"
    ]
    for deployment in DEPLOYMENTS:
        template = deployment["spec"]["template"]
        assert (
            pods["spec"]["selector"]["matchLabels"].items()
            <= template["metadata"]["labels"].items()
        )
        assert watched[0]["port"] in {p["name"] for p in template["spec"]["containers"][0]["ports"]}


def test_a_trial_runs_one_of_everything_and_waits_for_no_standby() -> None:
    by_kind = {d["kind"]: d["spec"] for d in overlaid("trial") if "spec" in d}
    assert {d["spec"]["replicas"] for d in overlaid("trial") if d["kind"] == "Deployment"} == {1}
    assert by_kind["RabbitmqCluster"]["replicas"] == by_kind["Cluster"]["instances"] == 1
    assert "synchronous" not in by_kind["Cluster"]["postgresql"]


def test_a_city_has_room_for_its_figures_and_two_of_each_service() -> None:
    pods = [d["spec"] for d in overlaid("city") if d["kind"] == "Deployment"]
    [limits] = {str(p["template"]["spec"]["containers"][0]["resources"]["limits"]) for p in pods}
    assert limits == "{'memory': '2Gi'}"
    assert sorted(p["replicas"] for p in pods) == [1, *[2] * len(services())]


def test_compose_is_what_its_schema_says() -> None:
    ran("check-jsonschema", "--builtin-schema", "vendor.compose-spec", DEPLOY / "compose.yaml")


def test_compose_names_files_that_are_there_or_that_credentials_makes() -> None:
    [said] = documents(DEPLOY / "compose.yaml")
    mounted = {
        volume.partition(":")[0]
        for service in said["services"].values()
        for volume in service.get("volumes", ())
        if volume.startswith(".")
    }
    assert mounted and all((DEPLOY / path).exists() for path in mounted)
    assert set(services()) < set(said["services"])
    for name in services():
        hardened = said["services"][name]
        assert hardened["read_only"] and hardened["cap_drop"] == ["ALL"]


def test_systemd_finds_no_fault_with_the_units(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("zhenxing")
    for unit in (DEPLOY / "systemd").iterdir():
        said = unit.read_text(encoding="utf-8")
        (tmp_path / unit.name).write_text(said.replace("/opt/zhenxing/bin/zhenxing", str(program)))
    units = (f"{tmp_path}/zhenxing@projects.service", f"{tmp_path}/zhenxing-backup@projects.timer")
    said = ran("systemd-analyze", "verify", "--man=no", f"{tmp_path}/zhenxing.target", *units)
    assert said == ""


def test_the_target_starts_every_service() -> None:
    said = (DEPLOY / "systemd" / "zhenxing.target").read_text(encoding="utf-8")
    assert set(re.findall(r"^Wants=zhenxing@(\w+)\.service$", said, re.M)) == set(services())


def test_the_image_holds_what_a_service_needs_and_is_run_by_nobody() -> None:
    said = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    copied = re.findall(r"^COPY (?!--from)(.*) \S+$", said, re.M)
    assert all((ROOT / name).exists() for line in copied for name in line.split())
    assert "--require-hashes" in said
    last = said.rpartition("FROM ")[2]
    assert re.search(r"^USER 10001:10001$", last, re.M)
    check = re.search(r"CMD (\[.*\])$", last, re.M)
    assert check and compile(json.loads(check[1])[2], "health check", "exec")


def test_what_is_installed_holds_every_file_that_services_read() -> None:
    said = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packed = said["tool"]["setuptools"]["package-data"]
    for room in ("shared", "services"):
        there = {
            file
            for file in (ROOT / room).rglob("*")
            if file.is_file() and file.suffix not in (".py", ".pyc", ".md")
        }
        held = {file for pattern in packed.get(room, ()) for file in (ROOT / room).glob(pattern)}
        assert there - held == set(), room


def of_kind(kind: str) -> list[dict[str, Any]]:
    return [d for d in MANIFESTS if d["kind"] == kind]


def overlaid(overlay: str) -> list[dict[str, Any]]:
    """All manifests as an overlay's patches leave them; each must find what it changes."""
    found = deepcopy(MANIFESTS)
    [said] = documents(KUBERNETES / "overlays" / overlay / "kustomization.yaml")
    for patch in said["patches"]:
        kind, group = patch["target"]["kind"], patch["target"].get("group", "")
        meant = [d for d in found if d["kind"] == kind and d["apiVersion"].startswith(group)]
        assert meant, f"{overlay} patches {kind}, of which there is none"
        for change in yaml.safe_load(patch["patch"]):
            for document in meant:
                apply(change, document)
    return found


def apply(change: dict[str, Any], document: Any) -> None:
    """Change a document as one operation of a patch says (RFC 6902)."""
    *steps, last = change["path"].strip("/").split("/")
    for step in steps:
        document = document[int(step)] if isinstance(document, list) else document[step]
    assert last in document, f"{change['path']}: nothing is there"
    if change["op"] == "remove":
        del document[last]
    else:
        assert change["op"] == "replace"
        document[last] = change["value"]
