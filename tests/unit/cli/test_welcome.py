"""What `up` and `cluster` say once the services run, and that ending them meanwhile is no failure."""

import threading
from pathlib import Path

import pytest

from deploy.servers import free_port
from shared.runtime.cli import welcome
from shared.runtime.cli.welcome import Welcome
from shared.runtime.hosting_workbench import WorkbenchProcess
from shared.runtime.settings import embedded
from tests.eventually import PATIENCE_SECONDS


@pytest.mark.parametrize("ended", [True, False])
def test_services_that_no_longer_answer_are_no_failure_once_they_are_being_ended(
    ended: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("ZHENXING_HOME", str(tmp_path))
    monkeypatch.setenv("ZHENXING_PORT", str(free_port()))
    monkeypatch.setattr(welcome, "READY_SECONDS", 0.0)
    settings = embedded()
    says = Welcome(settings, None, WorkbenchProcess(settings.shape))
    if ended:
        says.close()
    says.begin()
    for thread in threading.enumerate():
        if thread.name == "welcome":
            thread.join(PATIENCE_SECONDS)
    assert says.failed != ended
    assert ("The services run on" in capsys.readouterr().err) != ended
