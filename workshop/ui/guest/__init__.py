"""The way of a participant who comes from elsewhere, and follows the room from there."""
