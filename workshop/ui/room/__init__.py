"""The facilitated workshop on a shared screen: one screen a stage."""
