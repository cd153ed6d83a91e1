"""A terminal workshop in which a team rates its own organisation."""

__version__ = "0.1.0"
