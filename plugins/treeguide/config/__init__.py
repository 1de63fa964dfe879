"""What a project is set to, read from its mkdocs.yml."""
