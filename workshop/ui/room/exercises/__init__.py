"""The exercises of a led workshop: what is listed, the round, what came of it."""
