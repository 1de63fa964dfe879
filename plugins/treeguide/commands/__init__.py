"""What the command `treeguide` can do: one module for each command."""
