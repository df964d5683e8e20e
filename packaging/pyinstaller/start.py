"""Where the frozen program begins: ``galleyproof``, its commands and its render process alike."""

import sys

from editor.cli import main

sys.exit(main())
