"""The thread that owns a worker, against small programs that play one."""

import os
import sys
import time
from pathlib import Path

import psutil
import pytest
from fake_workers import Heartbeat
from pytestqt.qtbot import QtBot

from bertstudio.core.events import Event, Failed, Finished, Progress, Saved, Stage, from_line
from bertstudio.gui.job_thread import JobThread
from bertstudio.jobs.process import Command, living, tail, write_pid

PROGRESS = (
    '{"event": "progress", "step": %d, "total_steps": 9, "epoch": 0.5, "loss": 1.5, "learning_rate": 3e-5,'
    ' "tokens_per_second": 900.0, "memory_mb": 700.0, "seconds_left": 3.0}'
)
FINISHED = '{"event": "finished", "seconds": 1.0, "result": {"run": 1}}'


def play(program: str, folder: Path | None = None, kind: str = "train") -> JobThread:
    """A thread whose worker is a Python program; `say(n)` prints the progress of step n."""
    lines = [
        "import os, signal, subprocess, sys, time",
        f"say = lambda n: print({PROGRESS!r} % n, flush=True)",
        f"done = lambda: print({FINISHED!r}, flush=True)",
        program,
    ]
    return JobThread(Command((sys.executable, "-c", "\n".join(lines)), folder, kind))


def ended(qtbot: QtBot, thread: JobThread) -> tuple[list[Event], Finished | Failed]:
    """Run it to its end; what it said, and the outcome."""
    events: list[Event] = []
    thread.happened.connect(events.extend)
    with qtbot.waitSignal(thread.ended, timeout=15_000) as signal:
        thread.start()
    assert thread.wait(5_000)
    return events, signal.args[0]


def test_events_arrive_in_order_and_the_last_word_is_the_outcome(qtbot: QtBot) -> None:
    events, outcome = ended(qtbot, play("say(1); say(2); done()"))
    assert [event.step for event in events if isinstance(event, Progress)] == [1, 2]
    assert outcome == Finished(1.0, result={"run": 1})


def test_lines_that_are_not_events_are_passed_over(qtbot: QtBot) -> None:
    program = "print('Downloading…'); print('{'); print('[1]'); os.write(1, b'\\xff\\n'); done()"
    thread = play(program)
    said: list[str] = []
    thread.said.connect(said.append)
    events, outcome = ended(qtbot, thread)
    assert isinstance(outcome, Finished)
    assert events == [outcome]
    assert said[0] == "Downloading…"


def test_a_killed_worker_has_its_reason_in_words_and_in_its_folder(qtbot: QtBot, tmp_path: Path) -> None:
    program = "print('oh', file=sys.stderr, flush=True); say(1); os.kill(os.getpid(), 9)"
    _, outcome = ended(qtbot, play(program, tmp_path))
    assert isinstance(outcome, Failed)
    assert outcome.message == (
        "The training process was ended by the system (signal 9). Often the memory was full. "
        "Start again with a smaller batch."
    )
    assert outcome.detail == "oh"
    assert from_line((tmp_path / "events.jsonl").read_text(encoding="utf-8")) == outcome
    assert not (tmp_path / "worker.pid").exists()


def test_the_reason_stands_on_a_line_of_its_own_after_half_a_line(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "events.jsonl").write_text('{"event": "prog', encoding="utf-8")
    _, outcome = ended(qtbot, play("sys.exit(3)", tmp_path))
    half, whole = (tmp_path / "events.jsonl").read_text(encoding="utf-8").splitlines()
    assert half == '{"event": "prog'
    assert from_line(whole) == outcome
    assert isinstance(outcome, Failed)
    assert "exit status 3" in outcome.message


@pytest.mark.parametrize(
    ("program", "seconds"),
    [
        ("say(1)\nfor line in sys.stdin:\n    if line == 'stop\\n': done(); break", 1.0),
        ("say(1); time.sleep(60)", 1.6),
        ("signal.signal(signal.SIGTERM, signal.SIG_IGN); say(1); time.sleep(60)", 3.2),
    ],
    ids=["one that listens", "one that is busy", "one that refuses to end"],
)
def test_stop_ends_a_worker(qtbot: QtBot, tmp_path: Path, program: str, seconds: float) -> None:
    thread = play(program, tmp_path)
    with qtbot.waitSignal(thread.happened, timeout=15_000):
        thread.start()
    asked = time.monotonic()
    with qtbot.waitSignal(thread.ended, timeout=15_000) as signal:
        thread.stop()
    assert time.monotonic() - asked < seconds + 10.0
    assert isinstance(signal.args[0], Finished)
    assert thread.wait(5_000)
    assert living(tmp_path) is None


@pytest.mark.parametrize(
    ("program", "event"),
    [
        ('print(\'{"event": "stage", "name": "loading", "done": 0, "total": 1}\', flush=True)', Stage),
        ('say(1); print(\'{"event": "saved", "step": 1, "folder": "model"}\', flush=True)', Saved),
    ],
    ids=["nothing to keep yet", "the best is saved"],
)
def test_stop_has_little_patience_where_nothing_can_be_lost(
    qtbot: QtBot, tmp_path: Path, program: str, event: type[Event]
) -> None:
    deaf = "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    thread = play(deaf + program + "; time.sleep(60)", tmp_path)
    heard: list[Event] = []
    thread.happened.connect(heard.extend)
    thread.start()
    qtbot.waitUntil(lambda: any(isinstance(one, event) for one in heard), timeout=15_000)
    with qtbot.waitSignal(thread.ended, timeout=2_000) as signal:
        thread.stop()
    assert signal.args[0].stopped
    assert thread.wait(5_000)


def test_stop_leaves_no_children_behind(qtbot: QtBot, tmp_path: Path) -> None:
    program = (
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"open({str(tmp_path / 'child')!r}, 'w').write(str(child.pid)); say(1); time.sleep(60)"
    )
    thread = play(program, tmp_path)
    with qtbot.waitSignal(thread.happened, timeout=15_000):
        thread.start()
    with qtbot.waitSignal(thread.ended, timeout=15_000):
        thread.stop()
    assert thread.wait(5_000)
    child = int((tmp_path / "child").read_text())
    assert not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE


def test_a_worker_whose_child_holds_the_pipe_open_is_noticed_when_it_dies(
    qtbot: QtBot, tmp_path: Path
) -> None:
    program = (
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "say(1); os.kill(os.getpid(), 9)"
    )
    _, outcome = ended(qtbot, play(program, tmp_path))
    assert isinstance(outcome, Failed)


def test_a_program_that_is_not_there_is_said_in_words(qtbot: QtBot) -> None:
    _, outcome = ended(qtbot, JobThread(Command(("/nowhere/at/all",))))
    assert isinstance(outcome, Failed)
    assert outcome.message == "The worker could not be started. Install BertStudio again."


def test_a_worker_that_is_let_go_lives_on_and_is_found_again(qtbot: QtBot, tmp_path: Path) -> None:
    thread = play("say(1)\nfor line in sys.stdin: pass\ntime.sleep(60)", tmp_path)
    with qtbot.waitSignal(thread.happened, timeout=15_000):
        thread.start()
    thread.detach()
    assert thread.wait(5_000)
    pid = living(tmp_path)
    assert pid is not None
    psutil.Process(pid).kill()
    psutil.wait_procs([psutil.Process(pid)] if psutil.pid_exists(pid) else [], timeout=5)
    assert living(tmp_path) is None


def test_a_pid_that_now_belongs_to_another_program_is_not_taken_for_the_worker(tmp_path: Path) -> None:
    write_pid(tmp_path, os.getpid())
    assert living(tmp_path) == os.getpid()
    path = tmp_path / "worker.pid"
    path.write_text(path.read_text().replace('"started": ', '"started": 1'), encoding="utf-8")
    assert living(tmp_path) is None


def test_the_window_stays_awake_while_a_worker_says_two_thousand_things_a_second(qtbot: QtBot) -> None:
    program = (
        "began = time.monotonic()\n"
        "for n in range(4000):\n"
        "    say(n)\n"
        "    while n / 2000 > time.monotonic() - began: time.sleep(0.001)\n"
        "done()"
    )
    thread = play(program)
    batches: list[int] = []
    thread.happened.connect(lambda events: batches.append(len(events)))
    heart = Heartbeat()
    events, _ = ended(qtbot, thread)
    heart.stop()
    assert len(events) == 4001
    assert len(batches) < 80


def test_the_end_of_the_log_is_kept_and_not_all_of_it(tmp_path: Path) -> None:
    (tmp_path / "worker.log").write_text("x" * 10_000 + "\nthe end\n", encoding="utf-8")
    assert tail(tmp_path).endswith("the end")
    assert len(tail(tmp_path)) < 4_100
