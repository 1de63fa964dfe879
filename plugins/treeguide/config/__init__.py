"""What a project is set to: one reader of its configuration, for the command and for the plugin."""
