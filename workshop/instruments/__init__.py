"""The built-in instruments: content, not code."""
