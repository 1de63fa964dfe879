"""What a build needs of MkDocs and its pages beyond its events."""
