"""The five numbers over the curves."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from bertstudio.core.words import tr
from bertstudio.gui.pages.train_record import Record
from bertstudio.gui.pages.train_words import MB_PER_GB, about, duration
from bertstudio.gui.widgets import Tile, line

NARROW = 720
"""Below this width (logical pixels) the speed and the epoch of the best score are left out."""


class Tiles(QFrame):
    """Best F1, loss, time, speed, memory."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "header")
        self.best = Tile(tr("Best F1 on dev"))
        self.loss = Tile(tr("Training loss"))
        self.time = Tile(tr("Time left"))
        self.speed = Tile(tr("Speed"))
        self.memory = Tile(tr("Memory"))
        self._record = Record()
        self._is_wide = True
        self._speed_line = line(Qt.Orientation.Vertical)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 14, 20, 14)
        row.setSpacing(20)
        for n, tile in enumerate((self.best, self.loss, self.time, self.speed, self.memory)):
            if n:
                row.addWidget(self._speed_line if tile is self.speed else line(Qt.Orientation.Vertical))
            row.addWidget(tile, 1)

    def show_record(self, record: Record) -> None:
        """Show the numbers of a run as they are now."""
        self._record = record
        best, progress, outcome = record.best, record.progress, record.outcome
        if best is None:
            self.best.show_value("–")
        else:
            epoch = tr("epoch {epoch:.4g}", epoch=round(best.epoch, 2)) if self._is_wide else ""
            self.best.show_value(f"{best.f1:.3f}", epoch)
        self.loss.show_value("–" if record.loss_now is None else f"{record.loss_now:.3f}")
        self._show_time(record)
        if progress is None:
            self.speed.show_value("–")
            self.memory.show_value("–")
            return
        speed = record.mean_speed if outcome is not None else progress.tokens_per_second
        self.speed.show_value(f"{speed:,.0f}", tr("tokens/s"))
        peak = record.peak_mb
        gb = peak >= MB_PER_GB
        self.memory.show_value(
            f"{peak / MB_PER_GB:.1f}" if gb else f"{peak:.0f}", tr("GB at most") if gb else tr("MB at most")
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._is_wide = event.size().width() >= NARROW
        self.speed.setVisible(self._is_wide)
        self._speed_line.setVisible(self._is_wide)
        self.show_record(self._record)

    def _show_time(self, record: Record) -> None:
        outcome, progress = record.outcome, record.progress
        if outcome is not None:
            self.time.set_name(tr("Time"))
            self.time.show_value(duration(record.seconds) if record.seconds else "–")
            return
        self.time.set_name(tr("Time left"))
        if progress is None:
            self.time.show_value("–")
            return
        number, unit = about(progress.seconds_left)
        total = about(progress.seconds_left + record.seconds)
        self.time.show_value(number, tr("{unit} of {total}", unit=unit, total=" ".join(total)))
