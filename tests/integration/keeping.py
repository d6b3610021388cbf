"""The register of people as administrators keep it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from shared.policy.local_time import LOCAL_TIME
from tests.integration.client import Answer, Client, Order


@dataclass
class Keeper:
    """`keep` gives a command of the register as an organisation's administrator."""

    client: Client

    def keep(self, command: str, by: str = "organization", **data: Any) -> Answer:
        token = self.client.token(by, "administrator", "演示-管理员")
        order = Order("people", command, by, data)
        answer = self.client.call(
            "POST", "people", f"/commands/{command}", token, {"Idempotency-Key": order.key}, data
        )
        assert answer.status == 200, answer
        return answer

    def employ(self, person: str, name: str, by: str = "housing", duty: str = "handler") -> str:
        """Register somebody and appoint them from today on; the subject at the provider."""
        subject = f"sub-{person}"
        self.keep("register-person", by, person=person, name=name, subject=subject)
        self.appoint(person, by, duty)
        return subject

    def appoint(self, person: str, by: str, duty: str = "handler", **more: Any) -> None:
        self.keep("appoint-person", by, person=person, duties=[duty], since=today(), **more)

    def lend(self, person: str, by: str, to: str, **more: Any) -> None:
        """Appoint somebody at a second organisation, as the first one has agreed."""
        self.keep("agree-to-appointment", by, person=person, organisation=to, reason="借用")
        self.appoint(person, to, **more)

    def let_act(self, deputy: str, principal: str, by: str) -> None:
        """Somebody acts for somebody of their organisation, who has one appointment."""
        self.keep(
            "name-deputy", by, person=deputy, principal=principal, appointment=1,
            since=today(), until=today(5), reason="培训",
        )  # fmt: skip


def today(days: int = 0) -> str:
    return (datetime.now(LOCAL_TIME).date() + timedelta(days=days)).isoformat()
