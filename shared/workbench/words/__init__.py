"""How values are said to people: by the words, units and references that services declare."""
