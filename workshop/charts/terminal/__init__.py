"""How each kind of scene is laid out in cells; ``workshop.charts.cells`` is the way in."""
