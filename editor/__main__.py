"""``python -m editor`` is ``galleyproof``."""

import sys

from editor.cli import main

sys.exit(main())
