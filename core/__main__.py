"""``python -m core``: everything the dashboard shows, for scripts and checks."""

import sys

from core.cli import main

sys.exit(main())
