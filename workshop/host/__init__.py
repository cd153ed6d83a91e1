"""Participants over SSH.

How the pieces fit, from the wire inwards:

``server``   listens: one `Front` per connection (who is it, may they come in), one `Line` per channel (what
             terminal is it, is it a person's shell at all). Everything but a shell is refused there.
``guard``    what one connection may cost: counts per address, the delay of wrong codes, the pace of input.
``driver``   what Textual takes for a terminal: bytes in become events, frames go out through the encoder.
``encoder``  knows what the far terminal shows and writes the cells that differ; pure, bytes out.
``app``      the participant's program: the screens of ``ui`` with the driver above, in a task of its own.
``following`` one look at the files for all: who waits is told when the stage or the round changed.
``plain_line`` the line-by-line twin on a channel: a thread per person who wants it.
``keys``     the host key. ``log``  counts of what happened. ``serving`` starts and stops.

Nothing here keeps a session's state: it is all in the files, so any number of hosts may serve one session,
and a host that is killed has lost nothing. File access is in threads: the loop never waits for the disk.
"""
