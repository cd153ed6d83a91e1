"""The line-by-line twin of the screens: reader and writer in, no escape codes."""
