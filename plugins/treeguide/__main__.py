"""`python -m treeguide` is the command."""

import sys

from treeguide.commands.cli import main

sys.exit(main())
