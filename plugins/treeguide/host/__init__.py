"""What the plugin needs to know of MkDocs beyond its events: how to leave out work that is not needed."""
