"""What one project has of one fund: the allotment, and what its contracts make of it (RZ-2.2.c)."""

from typing import assert_never

import msgspec
from immutables import Map

from services.finance.domain.fund.contracts import UNNAMED, Contract, Verification
from shared.schemas.copying import replace
from shared.schemas.finance import fund_contract, fund_correction, fund_keeping

AllotmentEvent = fund_contract.Event | fund_correction.Event | fund_keeping.PaymentOverdue

_NO_CONTRACT = Contract()


class Allotment(msgspec.Struct, frozen=True):
    """`allocated_fen` is net of what was recalled; `verifications` counts those of all contracts."""

    town: str = ""
    preliminary: bool = False
    allocated_fen: int = 0
    committed_fen: int = 0
    verifications: int = 0
    contracts: Map[str, Contract] = Map()

    @property
    def uncommitted_fen(self) -> int:
        return self.allocated_fen - self.committed_fen

    @property
    def paid_fen(self) -> int:
        return sum(contract.paid_fen for contract in self.contracts.values())

    @property
    def payable_fen(self) -> int:
        return sum(contract.payable_fen for contract in self.contracts.values())

    def contract(self, id: str | None) -> Contract:
        return self.contracts.get(id or UNNAMED, _NO_CONTRACT)

    def put(self, id: str | None, contract: Contract) -> "Allotment":
        return replace(self, contracts=self.contracts.set(id or UNNAMED, contract))

    def after(self, event: AllotmentEvent) -> "Allotment":
        match event:
            case fund_contract.FundsCommitted():
                contract = _agree(self.contract(event.contract), event)
                return self._bind(event.contract, contract, event.amount_fen)
            case fund_contract.CommitmentReduced():
                contract = self.contract(event.contract)
                return self._bind(event.contract, contract, -event.amount_fen)
            case fund_contract.WorkVerified():
                number = self.verifications + 1
                contract = self.contract(event.contract).verify(number, _read_verification(event))
                return replace(self.put(event.contract, contract), verifications=number)
            case (
                fund_contract.AdvancePaid()
                | fund_contract.PaymentMade()
                | fund_contract.PaymentReturned()
            ):
                return self.put(event.contract, _pay(self.contract(event.contract), event))
            case fund_correction.FundEntryCorrected():
                return self._correct(event)
            case fund_keeping.PaymentOverdue(verification=number, retention=retention):
                contract = self.contract(event.contract).mark_late(number, retention=retention)
                return self.put(event.contract, contract)
        assert_never(event)

    def _correct(self, event: fund_correction.FundEntryCorrected) -> "Allotment":
        """What the entry should have said takes the place of what it said."""
        contract, more = self.contract(event.contract), event.amount_fen - event.previous_fen
        match event.entry:
            case "commitment":
                contract = replace(contract, payee=event.payee or contract.payee)
                return self._bind(event.contract, contract, more)
            case "advance":
                contract = replace(contract, advanced_fen=contract.advanced_fen + more)
            case "payment" if event.retention:
                paid = contract.retention_paid_fen + more
                contract = replace(contract, retention_paid_fen=paid)
            case "payment":
                contract = replace(contract, work_paid_fen=contract.work_paid_fen + more)
            case "verification":
                had = contract.verifications[event.number]
                now = replace(had, amount_fen=event.amount_fen, offset_fen=event.offset_fen)
                contract = contract.verify(event.number, now)
            case _:
                return self
        return self.put(event.contract, contract)

    def _bind(self, id: str | None, contract: Contract, fen: int) -> "Allotment":
        contract = replace(contract, committed_fen=contract.committed_fen + fen)
        return replace(self.put(id, contract), committed_fen=self.committed_fen + fen)


def _agree(contract: Contract, event: fund_contract.FundsCommitted) -> Contract:
    """What a supplement does not name stays as it was agreed."""
    percent, point = event.offset_percent, event.offset_from_fen
    return replace(
        contract,
        payee=event.payee or contract.payee,
        offset_percent=contract.offset_percent if percent is None else percent,
        offset_from_fen=contract.offset_from_fen if point is None else point,
    )


def _read_verification(event: fund_contract.WorkVerified) -> Verification:
    return Verification(
        event.amount_fen,
        event.offset_fen,
        event.retained_fen,
        event.confirmed_on or event.delivered_on,
        event.payment_days or 0,
        event.release_on,
        event.release_days or 0,
    )


def _pay(
    contract: Contract,
    event: fund_contract.AdvancePaid | fund_contract.PaymentMade | fund_contract.PaymentReturned,
) -> Contract:
    """What was paid for work that was not there lowers that work's verification as it returns."""
    fen = event.amount_fen
    match event:
        case fund_contract.AdvancePaid():
            return replace(contract, advanced_fen=contract.advanced_fen + fen)
        case fund_contract.PaymentMade(retention=True):
            return replace(contract, retention_paid_fen=contract.retention_paid_fen + fen)
        case fund_contract.PaymentMade():
            return replace(contract, work_paid_fen=contract.work_paid_fen + fen)
        case fund_contract.PaymentReturned(verification=int(number)):
            had = contract.verifications[number]
            contract = contract.verify(number, replace(had, amount_fen=had.amount_fen - fen))
            return replace(contract, work_paid_fen=contract.work_paid_fen - fen)
    return replace(contract, advanced_fen=contract.advanced_fen - fen)
