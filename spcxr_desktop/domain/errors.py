"""The one kind of error whose text a user sees. Anything else that escapes is a bug with a report."""

from __future__ import annotations


class UserError(Exception):
    """Something the user can act on.

    Says what was found, what was expected and what to do next. Texts carry no patient data: a file is
    named by its path only where the user named that path. ``code``: a fixed word for tables of reasons
    ("no_pixels"); empty where nothing needs to tell this error from others.

    >>> str(UserError("The file has no pixels.", "A chest radiograph.", "Choose another file."))
    'The file has no pixels. Expected: A chest radiograph. Next: Choose another file.'
    """

    def __init__(self, found: str, expected: str, remedy: str, *, code: str = "") -> None:
        super().__init__(f"{found} Expected: {expected} Next: {remedy}")
        self.found = found
        self.expected = expected
        self.remedy = remedy
        self.code = code

    @staticmethod
    def parts(text: str) -> tuple[str, str, str]:
        """What was found, expected, and to do next, of such a text; ("", "") behind it where it is none.

        >>> UserError.parts("The file has no pixels. Expected: A chest radiograph. Next: Choose another file.")
        ('The file has no pixels.', 'A chest radiograph.', 'Choose another file.')
        """
        found, _, rest = text.partition(" Expected: ")
        expected, _, remedy = rest.partition(" Next: ")
        return found, expected, remedy
