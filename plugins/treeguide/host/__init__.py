"""What the plugin needs to know of MkDocs and its pages beyond its events."""
