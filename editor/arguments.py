"""What the two halves of the command line share: exit statuses, and errors in one sentence."""

import argparse
from typing import NoReturn

DONE, INPUT_AT_FAULT, USAGE = 0, 1, 2
"""The exit statuses: done; the input is at fault; the command was not understood."""


class SentenceParser(argparse.ArgumentParser):
    """A parser that answers a wrong command with one sentence and status 2."""

    def error(self, message: str) -> NoReturn:
        """Say ``message`` and end the process."""
        self.exit(USAGE, f"{self.prog}: {message}. Try {self.prog} --help.\n")
