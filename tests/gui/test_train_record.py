"""What is known of a run, from its events."""

from bertstudio.core.events import Event, Failed, Finished, Note, Progress, Saved, Scored, Stage, Started
from bertstudio.gui.pages.train_record import MOST_SMOOTHED, Record


def step(n: int, loss: float = 1.0, total: int = 1000) -> Progress:
    return Progress(n, total, n * 4 / total, loss, 3e-5, 900.0 + n, 700.0, 30.0, 100.0 + n)


def scored(n: int, f1: float, *, best: bool = True) -> Scored:
    return Scored(n, n / 250, 0.5, f1, f1, f1, best, 1.0, 100.5 + n)


def record(*events: Event) -> Record:
    made = Record()
    made.add(events)
    return made


def test_a_run_is_its_steps_its_checks_and_its_end() -> None:
    run = record(
        Started("train", "a test", "fp32", 1000, 4.0, {"train": 9}, 100.0),
        *(step(n, 2.0 / n) for n in range(1, 11)),
        scored(10, 0.5),
        scored(20, 0.4, best=False),
        Finished(60.0),
    )
    assert list(run.steps) == list(range(1, 11))
    assert [s.f1 for s in run.scores] == [0.5, 0.4]
    assert run.best is not None
    assert run.best.f1 == 0.5
    assert (run.total_steps, run.epochs, run.steps_per_epoch) == (1000, 4.0, 250.0)
    assert run.seconds == 60.0


def test_a_run_that_ends_after_some_steps_has_the_epochs_it_has_gone_through() -> None:
    run = record(
        Started("train", total_steps=60, epochs=4.0),
        Progress(32, 60, 0.5, 1.0, 3e-5, 900.0, 700.0, 30.0, 100.0),
    )
    assert run.steps_per_epoch == 64.0


def test_what_is_known_already_is_passed_over() -> None:
    """The file and the pipe overlap when a run is opened while it trains."""
    events = (
        Started("train", "a test", "fp32", 1000, 4.0, {}, 100.0),
        Note("Two annotations overlap.", 101.0),
        step(1),
        step(2),
        scored(2, 0.5),
        Saved(2, "model", 103.0),
        Finished(1.0, time=104.0),
    )
    once, twice = record(*events), record(*events, *events[1:])
    assert twice.steps == once.steps
    assert twice.scores == once.scores
    assert list(twice.log) == list(once.log)


def test_the_loss_is_smoothed_over_the_steps_before() -> None:
    run = record(*(step(n, float(n)) for n in range(1, 101)))
    assert run.smoothed[0] == 1.0
    assert run.smoothed[-1] == sum(range(101 - MOST_SMOOTHED, 101)) / MOST_SMOOTHED
    assert run.loss_at(1) == 1.0
    assert run.loss_at(0) is None


def test_a_short_run_is_smoothed_less() -> None:
    run = record(Started("train", total_steps=50, epochs=1.0), *(step(n, float(n), 50) for n in range(1, 11)))
    assert run.smoothed_steps == 2
    assert run.smoothed[-1] == 9.5


def test_the_log_says_each_stage_once_and_the_reason_of_a_failure_with_its_detail() -> None:
    stages = (Stage("loading", n, 9) for n in range(9))
    run = record(*stages, Failed("The memory was full.", "line one\nline two"))
    assert [line.strip() for line in run.log] == [
        "loading the model",
        "The memory was full.",
        "line one",
        "line two",
    ]


def test_the_share_that_is_done_and_the_time_so_far() -> None:
    run = record(Started("train", total_steps=1000, epochs=4.0, time=100.0), step(250))
    assert run.fraction == 0.25
    assert run.seconds == 250.0
