"""文书: what is printed or sent, as texts in their order."""
