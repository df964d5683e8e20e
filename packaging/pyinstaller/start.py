"""Where the frozen program begins: ``galleyproof``, its commands and its render process alike."""

import os
import sys

from editor.cli import main

# The loader has read it by now; a browser or a mail program started from here must not.
before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
os.environ.pop("LD_LIBRARY_PATH", None)
if before is not None:
    os.environ["LD_LIBRARY_PATH"] = before

sys.exit(main())
