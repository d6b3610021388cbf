"""待办: who must act, by which commands, since when, by when: kept as a view of streams' states."""
