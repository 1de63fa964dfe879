"""Tools for who writes and keeps the guide. Run one with `python -m tools.<name>` from the project's folder."""
