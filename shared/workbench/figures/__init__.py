"""驾驶舱: what services declare as figures, as tables, charts and a sketch of the places."""
