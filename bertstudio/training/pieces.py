"""One update in pieces that fit into memory. The update is the same however it is cut."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.tasks.base import Compute
from bertstudio.tasks.pretrained import body_parameters
from bertstudio.training import batches
from bertstudio.training.config import TrainConfig

PIECE_OPERATIONS = 1e11
"""Work of one piece of an update on the CPU: about half a second, so that Stop is obeyed within one."""
FEWEST_PIECE_TOKENS = 64
GPU_PIECE_TOKENS = 16_384


@dataclass(slots=True)
class Pieces:
    """Cuts updates. `lengths` are those of all windows in tokens, `budget` the tokens of one update."""

    lengths: Sequence[int]
    budget: int
    accumulation: int
    tokens: int
    """Largest padded size of a piece; smaller after the memory was full."""

    def of(self, update: Sequence[int]) -> list[list[int]]:
        """Return the windows of an update in no more pieces than accumulation and memory ask for."""
        if self.accumulation == 1:
            return batches.parts(update, self.lengths, self.tokens)
        wanted = math.ceil(self.budget / self.accumulation)
        return batches.parts(update, self.lengths, min(wanted, self.tokens))

    def shrink(self, update: Sequence[int], compute: Compute) -> str:
        """Halve the pieces after the memory was full, and return a sentence that says so.

        Raises:
            UserError: a piece holds a single window already.
        """
        longest = max(self.lengths[index] for index in update)
        if self.tokens <= longest:
            raise UserError(
                tr(
                    "The memory of {device} is too small for one passage. Lower max_window_tokens.",
                    device=compute.name or compute.kind,
                )
            )
        self.tokens = max(longest, min(self.tokens, self.budget) // 2)
        return tr("The memory is full. Batches are now cut into pieces of {count} tokens.", count=self.tokens)


def pieces_for(network: Any, lengths: Sequence[int], config: TrainConfig, compute: Compute) -> Pieces:
    """Return pieces that suit a network where it computes."""
    budget = batches.budget_tokens(lengths, config.batch_size, config.gradient_accumulation)
    fitting = PIECE_OPERATIONS / (6 * max(1, body_parameters(network)))
    tokens = max(FEWEST_PIECE_TOKENS, int(fitting)) if compute.kind == "cpu" else GPU_PIECE_TOKENS
    return Pieces(lengths, budget, config.gradient_accumulation, tokens)
