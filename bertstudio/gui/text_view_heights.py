"""Heights of many blocks, guessed first and corrected as they are laid out (a Fenwick tree)."""

from collections.abc import Sequence


class Heights:
    """Pixels of each block; sums, changes and the block at a height in O(log n)."""

    def __init__(self, heights: Sequence[float]) -> None:
        self._heights = list(heights)
        self._sums = [0.0, *self._heights]
        size = len(self._sums)
        for index in range(1, size):
            above = index + (index & -index)
            if above < size:
                self._sums[above] += self._sums[index]
        self._step = 1 << max(0, (size - 1).bit_length() - 1)

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, index: int) -> float:
        return self._heights[index]

    @property
    def total(self) -> float:
        """Height of all blocks together."""
        return self.above(len(self._heights))

    def set(self, index: int, height: float) -> float:
        """Change one height and return by how much it changed."""
        change = height - self._heights[index]
        if not change:
            return 0.0
        self._heights[index] = height
        index += 1
        while index < len(self._sums):
            self._sums[index] += change
            index += index & -index
        return change

    def above(self, index: int) -> float:
        """Return the sum of the heights before a block: where it begins."""
        total = 0.0
        while index > 0:
            total += self._sums[index]
            index -= index & -index
        return total

    def at(self, y: float) -> int:
        """Return the block that covers a height; the first or last one when it lies outside."""
        index, rest, step = 0, y, self._step
        while step:
            following = index + step
            if following < len(self._sums) and self._sums[following] <= rest:
                index = following
                rest -= self._sums[following]
            step >>= 1
        return min(max(index, 0), max(0, len(self._heights) - 1))
