"""From the start of the process to a usable window with the sample project, beside an empty Qt window.

    python benchmarks/startup.py [--json] [--runs 5]

`window_ms` and `bare_qt_ms` are medians over fresh processes, from before the process is started to the
moment when its window has been painted and its event loop answers. `rss_mb` is the memory of the process at
that moment, `modules` how many of the libraries are loaded that must not be.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

FORBIDDEN = ("torch", "transformers", "datasets", "pandas", "sklearn")

_REPORT = """
import json, sys, time
def report():
    loaded = [name for name in FORBIDDEN if name in sys.modules]
    print(json.dumps({"at": time.time(), "loaded": loaded, "modules": len(sys.modules)}), flush=True)
    sys.stdin.read()
    app.exit()
"""

WINDOW = f"""
FORBIDDEN = {FORBIDDEN!r}
{_REPORT}
from PySide6.QtCore import QEvent, QObject, QTimer
from bertstudio.gui import app as start
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, report)
        return False
painted = Painted()
def ready(window):
    global app
    app = start.application()
    assert window.context.session.is_open
    page = window.centralWidget().currentWidget()
    page.installEventFilter(painted)
    page.update()
start.main(sys.argv[1:], ready)
"""

BARE = f"""
FORBIDDEN = {FORBIDDEN!r}
{_REPORT}
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
window.show()
QTimer.singleShot(0, report)
app.exec()
"""


def run(program: str, *arguments: str, home: Path) -> tuple[float, float, list[str]]:
    """Start a program, wait for its report, end it; return milliseconds, MB and forbidden modules."""
    environment = {**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home)}
    # As on the computer of a user: compiled once, at the first start.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(home / "compiled")
    began = time.time()
    process = subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    line = process.stdout.readline()
    if not line:
        raise SystemExit(f"the program ended before its window was there: status {process.wait()}")
    report = json.loads(line)
    memory = psutil.Process(process.pid).memory_info().rss / 1024 / 1024
    process.stdin.close()
    process.wait(20)
    return (report["at"] - began) * 1000, memory, report["loaded"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    from bertstudio.jobs.sample import ensure_sample

    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        sample = str(ensure_sample(home / "sample"))
        run(WINDOW, sample, home=home)  # Compiles what was not compiled yet; not counted.
        windows = [run(WINDOW, sample, home=home) for _ in range(options.runs)]
        run(BARE, home=home)
        bare = [run(BARE, home=home) for _ in range(options.runs)]
    result = {
        "window_ms": round(statistics.median(ms for ms, _, _ in windows)),
        "bare_qt_ms": round(statistics.median(ms for ms, _, _ in bare)),
        "rss_mb": round(max(memory for _, memory, _ in windows), 1),
        "modules": len({name for _, _, loaded in windows for name in loaded}),
    }
    print("window with sample project {window_ms} ms, bare Qt {bare_qt_ms} ms".format(**result))
    print("memory {rss_mb} MB, heavy libraries loaded: {modules}".format(**result))
    if options.json:
        print(json.dumps(result))


if __name__ == "__main__":
    main()
