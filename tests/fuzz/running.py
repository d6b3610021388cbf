"""Runs Schemathesis over the OpenAPI of a running service, within a bound of time."""

import os
import subprocess
import sys
from pathlib import Path

from shared.policy.loader import registry
from tests.integration.cli.upped import Up

CHECKS = (
    "answers_or_asks_to_come_back",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "unsupported_method",
    "allow_header_conformance",
    "negative_data_rejection",
)
START_SECONDS = 240
"""For reading the document and ending, beside the time of the calls themselves."""


def fuzz(up: Up, service: str, port: int, seconds: int, *more: str) -> str:
    """What Schemathesis complains of; empty where it found nothing."""
    folder = up.home.parent / f"fuzz-{service}"
    folder.mkdir(exist_ok=True)
    env = {
        **up.env,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "SCHEMATHESIS_HOOKS": "tests.fuzz.callers",
        "FUZZ_SERVICE": service,
        "FUZZ_OPERATOR": registry().operators[service],
    }
    words = [
        "run", f"http://127.0.0.1:{port}/openapi.json", "--url", f"http://127.0.0.1:{port}",
        "--checks", ",".join(CHECKS), "--max-time", str(seconds), "--request-timeout", "30",
        "--continue-on-failure", "--warnings", "off", "--no-color", *more,
    ]  # fmt: skip
    done = subprocess.run(
        [str(Path(sys.executable).with_name("schemathesis")), *words],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        timeout=seconds + START_SECONDS,
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr
