"""In which order Tab goes through a window: as it is built up, not as its parts happened to be made.

Rows of labels, banners and cards come and go. Qt would put whatever is new behind everything else.
"""

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QButtonGroup,
    QComboBox,
    QLayout,
    QMainWindow,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QToolBar,
    QWidget,
)

_WHOLE = (QAbstractItemView, QAbstractSpinBox, QComboBox)
"""Controls that see to the focus inside them."""


def step(window: QWidget, *, forward: bool) -> bool:
    """Give the focus to the next control of a window, or the one before; False: there is no other."""
    order = list(controls(window))
    if not order:
        return False
    focused = QApplication.focusWidget() or window.focusWidget()
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    if focused in order:
        target = order[(order.index(focused) + (1 if forward else -1)) % len(order)]
    else:
        target = _beside(order, focused) or order[0 if forward else -1]
    target.setFocus(reason)
    return True


def _beside(order: list[QWidget], gone: QWidget | None) -> QWidget | None:
    """Return the largest control around one that was hidden or disabled: the table beside a drawer."""
    around = gone.parentWidget() if gone is not None else None
    while around is not None:
        inside = [widget for widget in order if around.isAncestorOf(widget)]
        if inside:
            return max(inside, key=lambda widget: widget.width() * widget.height())
        around = around.parentWidget()
    return None


def controls(root: QWidget) -> Iterator[QWidget]:
    """Yield what Tab stops at inside a widget, in reading order."""
    for part in _parts(root):
        if part.isHidden() or part.isWindow():
            continue
        if _is_stop(part):
            yield part
        if not isinstance(part, _WHOLE):
            yield from controls(part)


def _is_stop(widget: QWidget) -> bool:
    if not (widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and widget.isVisible()):
        return False
    return widget.focusProxy() is None and not _is_beside_checked(widget)


def _is_beside_checked(widget: QWidget) -> bool:
    """Of buttons that exclude each other Tab stops at the one that is down; arrows go to the others."""
    if not isinstance(widget, QAbstractButton) or widget.isChecked() or not widget.isCheckable():
        return False
    group = cast(QButtonGroup | None, widget.group())
    if group is not None:
        return group.exclusive() and group.checkedButton() is not None
    if not widget.autoExclusive():
        return False
    parent = widget.parentWidget() or widget
    beside = parent.findChildren(QAbstractButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return any(button.autoExclusive() and button.isChecked() and not button.group() for button in beside)


def _parts(widget: QWidget) -> Iterator[QWidget]:
    """Yield the widgets inside another one, in the order in which they are laid out."""
    if isinstance(widget, QMainWindow):
        bars = widget.findChildren(QToolBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
        parts = [widget.menuWidget(), *bars, widget.centralWidget(), widget.statusBar()]
        yield from (part for part in parts if part is not None)
    elif isinstance(widget, QStackedWidget | QScrollArea):
        shown = widget.currentWidget() if isinstance(widget, QStackedWidget) else widget.widget()
        yield from [] if shown is None else [shown]
    elif isinstance(widget, QSplitter):
        parts = [widget.widget(index) for index in range(widget.count())]
        yield from (part for part in parts if part is not None)
    elif isinstance(widget, QToolBar):
        made = [widget.widgetForAction(action) for action in widget.actions()]
        yield from (part for part in made if part is not None)
    elif not isinstance(widget, QAbstractScrollArea):
        yield from _laid_out(widget)


def _laid_out(widget: QWidget) -> Iterator[QWidget]:
    layout = widget.layout()
    seen = list(_of_layout(layout)) if layout is not None else []
    yield from seen
    # What lies over the rest (a list that drops down, a strip of buttons) is placed by hand.
    children = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    yield from sorted(set(children) - set(seen), key=lambda child: (child.y(), child.x()))


def _of_layout(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        inner, inside = (item.widget(), item.layout()) if item is not None else (None, None)
        if inner is not None:
            yield inner
        elif inside is not None:
            yield from _of_layout(inside)
