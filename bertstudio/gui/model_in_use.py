"""Which model of a project makes suggestions: chosen on the Models page, remembered beside the runs."""

from bertstudio.store.project import Project, runs_folder

FILE_NAME = ".in_use"


def in_use(project: Project) -> int | None:
    """Return the number of the run whose model was chosen, None for the newest."""
    path = runs_folder(project) / FILE_NAME
    text = path.read_text(encoding="utf-8").strip() if path.is_file() else ""
    number = int(text) if text.isdigit() else 0
    kept = any(runs_folder(project).glob(f"{number:04d}-*/model")) if number else False
    return number if kept else None


def use(project: Project, number: int) -> None:
    """Choose the model of a run. Raises OSError if the folder cannot be written to."""
    (runs_folder(project) / FILE_NAME).write_text(str(number), encoding="utf-8")
