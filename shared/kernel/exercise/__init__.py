"""政策兑现: which sentence of the policy was carried out in which town, when, and with what."""
