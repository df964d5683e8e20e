"""``python -m editor.render.comparison ROOT BUILT COUNT``: see ``worker``."""

import sys

from editor.render.comparison.worker import main

sys.exit(main(sys.argv[1:]))
