"""政策兑现: every sentence of the policy in every pilot town, over all services."""
