"""What is shown of one session or several: built once, used by printing, screens and exports alike."""
