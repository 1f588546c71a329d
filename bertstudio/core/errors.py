"""The one exception that a person reads."""


class UserError(Exception):
    """Something that the user can understand and act on.

    The text is one sentence, already translated: what happened, where (file and line), what to do.
    It goes to standard error or to a message in the window as it stands; every other exception is a
    bug and goes to the log with its traceback.
    """
