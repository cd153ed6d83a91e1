"""The exercises of a session as plain blocks: title, sentences, picture, table; for every format."""

from __future__ import annotations

from workshop.report.exercises.block import Block, block_of, blocks

__all__ = ["Block", "block_of", "blocks"]
