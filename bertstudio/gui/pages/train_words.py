"""Times, sizes and states as a person reads them on the Train and Models pages."""

import time

from bertstudio.core.words import tr
from bertstudio.gui.widgets.figures import ChipTone

MB_PER_GB = 1024


def duration(seconds: float) -> str:
    """Return a length of time in its two largest units: `42 s`, `1 min 16 s`, `2 h 5 min`."""
    whole = max(0, round(seconds))
    if whole < 60:
        return tr("{seconds} s", seconds=whole)
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return tr("{minutes} min {seconds} s", minutes=minutes, seconds=rest)
    hours, minutes = divmod(minutes, 60)
    return tr("{hours} h {minutes} min", hours=hours, minutes=minutes)


def about(seconds: float) -> tuple[str, str]:
    """Return a remaining time as a number and its unit, rounded as one would say it."""
    if seconds < 55:
        return f"{max(5, round(seconds / 5) * 5)}", tr("s")
    if seconds < 55 * 60:
        return f"{round(seconds / 60)}", tr("min")
    return f"{seconds / 3600:.1f}", tr("h")


def size(megabytes: float) -> str:
    """Return a size in MB or GB."""
    if megabytes < MB_PER_GB:
        return tr("{size:.0f} MB", size=megabytes)
    return tr("{size:.1f} GB", size=megabytes / MB_PER_GB)


def clock(when: float) -> str:
    """Return a time of today as hours and minutes, an earlier one with its date."""
    then, now = time.localtime(when), time.localtime()
    same_day = (then.tm_year, then.tm_yday) == (now.tm_year, now.tm_yday)
    return time.strftime("%H:%M" if same_day else "%Y-%m-%d %H:%M", then)


def state_chip(state: str) -> tuple[str, ChipTone]:
    """Return what a run's state is called, and the tone of its chip."""
    chips: dict[str, tuple[str, ChipTone]] = {
        "waiting": (tr("Waiting"), "outline"),
        "preparing": (tr("Preparing"), "accent"),
        "running": (tr("Training"), "accent"),
        "pausing": (tr("Pausing"), "outline"),
        "stopping": (tr("Stopping"), "outline"),
        "paused": (tr("Paused"), "filled"),
        "finished": (tr("Done"), "success"),
        "stopped": (tr("Stopped"), "filled"),
        "failed": (tr("Broken off"), "danger"),
    }
    return chips.get(state, (state, "outline"))


def stage_word(name: str) -> str:
    """Return what a stage of the worker is called; one that is not known here by its own name."""
    words = {
        "loading": tr("loading the model"),
        "downloading": tr("downloading the base model"),
        "encoding": tr("cutting texts into word pieces"),
        "scoring": tr("scoring"),
        "testing": tr("scoring the test documents"),
        "predicting": tr("reading documents"),
        "ready": tr("ready"),
        "checkpoint": tr("securing the training on the disk"),
    }
    return words.get(name, name)
