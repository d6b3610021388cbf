"""Runs Schemathesis over the OpenAPI of running services."""

import json
import os
import subprocess
import sys

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
ENDS_WITHIN_SECONDS = 540


class Fuzz:
    """Calls the services of an `up`, one at a time, while the block lasts."""

    def __init__(self, up: Up) -> None:
        self._up = up
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.fuzz.forking"],
            cwd=up.home.parent,
            env={**up.env, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> "Fuzz":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def __call__(self, service: str, port: int, *more: str, part: str = "0/1") -> str:
        """What Schemathesis complains of, calling the paths of this part of so many; empty where it
        found nothing."""
        folder = self._up.home.parent / f"fuzz-{service}"
        folder.mkdir(exist_ok=True)
        env = {
            "SCHEMATHESIS_HOOKS": "tests.fuzz.callers",
            "FUZZ_SERVICE": service,
            "FUZZ_OPERATOR": registry().operators[service],
            "FUZZ_PART": part,
        }
        words = [
            "run", f"http://127.0.0.1:{port}/openapi.json", "--url", f"http://127.0.0.1:{port}",
            "--checks", ",".join(CHECKS), "--request-timeout", "30",
            "--continue-on-failure", "--warnings", "off", "--no-color", *more,
        ]  # fmt: skip
        asked, told = self._process.stdin, self._process.stdout
        assert asked and told
        line = json.dumps([str(folder), env, words, ENDS_WITHIN_SECONDS])
        print(line, file=asked, flush=True)
        code, said = told.readline().strip(), (folder / "said").read_text()
        called = "No test cases were generated" not in said
        return "" if code == "0" and called else f"ended with {code}\n{said}"
