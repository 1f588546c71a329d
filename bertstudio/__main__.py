"""One program, three faces: the window, the command line, the worker."""

import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from bertstudio.core.words import speak_as_told


def main(arguments: Sequence[str] | None = None) -> int:
    """Dispatch before anything heavy is imported and return the exit status.

    No arguments, `--sample` or the folder of a project open the window; `worker JOB` works through a job;
    `demo` and `screenshots` play in the window; everything else is a verb of the command line.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    speak_as_told()
    if given[:1] == ["worker"]:
        from bertstudio.jobs import worker

        return worker.main(given[1] if len(given) > 1 else "")
    if not given or given[0] == "--sample" or (Path(given[0]) / "project.db").is_file():
        from bertstudio.gui import app

        return app.main(given)
    from bertstudio import cli
    from bertstudio.jobs import log_file

    _print_anything()
    log_file.start()
    if given[0] == "demo":
        from bertstudio.gui import demo

        return demo.main(given[1:])
    if given[0] == "screenshots":
        from bertstudio.gui import screenshots

        return screenshots.main(given[1:])
    return cli.main(given)


def _print_anything() -> None:
    """Write what a terminal or pipe has no signs for as escapes: a label in Chinese ends no import."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
