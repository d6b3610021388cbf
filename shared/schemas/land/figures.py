"""What land's events count for in 政策兑现: land once it is the project's or the town's to use, and
the money of quotas where it reaches the town."""

from shared.schemas.figures import Figures, counts
from shared.schemas.land import (
    key_project,
    land_request,
    market_entry_deal,
    quota_ledger,
    quota_ledger_correction,
    quota_ledger_handover,
    quota_ledger_proceeds_correction,
    revitalisation,
)

FIGURES: Figures = {
    # RZ-2.3.c
    revitalisation.ParcelRevitalised: [counts(land="area")],
    # RZ-2.3.d: whichever source it came from. So what the reserve of RZ-2.3.g gave counts here, not
    # where it was set aside, opened to others and drawn.
    land_request.LandAllocated: [counts(land="area")],
    land_request.LandReturned: [counts(land="-area")],
    land_request.LandAllocationReduced: [counts(land="area - previous_area")],
    # RZ-2.3.f: what city and county settled on finding.
    key_project.LandCoordinationSettled: [counts(land="city_area + county_area")],
    # RZ-2.3.h: lots as accepted; their money as handed over.
    quota_ledger.QuotaGenerated: [counts(land="area")],
    quota_ledger_correction.ReclamationCorrected: [counts(land="area - previous_area")],
    quota_ledger_handover.ProceedsHandedOver: [counts(money="amount_fen")],
    quota_ledger_proceeds_correction.ProceedsHandoverCorrected: [
        counts(money="amount_fen - previous_fen")
    ],
    # RZ-2.3.j
    market_entry_deal.EntryRegistered: [counts(land="area")],
}
