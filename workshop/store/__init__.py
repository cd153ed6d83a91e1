"""All file access: sessions, rooms and ballots."""
