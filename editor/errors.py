"""The one family of errors: each is a sentence that a writer can act on."""


class EditorError(Exception):
    """Something did not work; ``str(error)`` says what happened, what is safe and what to do."""
