"""From the text of a YAML file to values that know their place."""
