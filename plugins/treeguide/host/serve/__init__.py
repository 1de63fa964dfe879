"""Following edits while somebody looks at the site."""
