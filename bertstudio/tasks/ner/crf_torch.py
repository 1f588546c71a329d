"""A linear-chain CRF over BIO tags: which tag follows which, learned together with the network.

Worth its time in Chinese (CLUENER 79.63 to 80.76 F1); in English the legal sequences alone do as well.
"""

import math

import torch
from torch import nn

from bertstudio.tasks.ner.chains import Chain

FORBIDDEN = -1e4
LOG2_E = math.log2(math.e)


class Crf(nn.Module):
    """Scores sequences of tags. I-X after anything but B-X and I-X is forbidden in training too."""

    never: torch.Tensor
    never_first: torch.Tensor

    def __init__(self, tags: int) -> None:
        super().__init__()
        self.start = nn.Parameter(torch.zeros(tags))
        self.steps = nn.Parameter(torch.zeros(tags, tags))
        numbers = torch.arange(tags)
        inside = (numbers > 0) & (numbers % 2 == 0)
        follows = (numbers[:, None] == numbers) | (numbers[:, None] == numbers - 1)
        never = torch.where(inside & ~follows, FORBIDDEN, 0.0)
        # Known by rule: not saved, so that nobody can load other ones.
        self.register_buffer("never_first", torch.where(inside, FORBIDDEN, 0.0), persistent=False)
        self.register_buffer("never", never, persistent=False)

    def loss(
        self, scores: torch.Tensor, tags: torch.Tensor, lengths: torch.Tensor, begins: torch.Tensor
    ) -> torch.Tensor:
        """Return the summed negative log-likelihood of gold tags, in fp32.

        Shapes: scores `[rows, words, tags]`, tags `[rows, words]`, lengths (at least 1) and begins `[rows]`.
        `begins` tells rows that begin a document from those cut out of its middle, whose first tag may be
        any. What lies behind the length of a row counts for nothing.
        """
        with torch.autocast(scores.device.type, enabled=False):
            scores = scores.float()
            first = (self.start.float() + self.never_first) * begins[:, None]
            steps = self.steps.float() + self.never
            return (
                _partition(scores, lengths, first, steps) - _worth(scores, tags, lengths, first, steps)
            ).sum()

    def chain(self) -> Chain:
        """Return the scores of steps for decoding."""
        start, steps = self.start.detach() + self.never_first, self.steps.detach() + self.never
        return Chain(start.double().cpu().numpy(), steps.double().cpu().numpy())


def _partition(
    scores: torch.Tensor, lengths: torch.Tensor, first: torch.Tensor, steps: torch.Tensor
) -> torch.Tensor:
    """Return for each row the log-sum-exp over all sequences of tags (the forward algorithm)."""
    score = scores[:, 0] + first
    for step in range(1, scores.shape[1]):
        moved = _log_sum(score[:, :, None] + steps) + scores[:, step]
        score = torch.where((step < lengths)[:, None], moved, score)
    return _log_sum(score)


def _log_sum(values: torch.Tensor) -> torch.Tensor:
    """Return log-sum-exp over dimension 1.

    By powers of 2, and of a sum that is 1 at least: on the CPU `exp` and `log` wake all threads for the
    smallest tensor, and the waiting of threads costs many times the work. Their siblings do not.
    """
    most = values.detach().amax(1, keepdim=True)
    total = ((values - most) * LOG2_E).exp2().sum(1)
    return (total - 1.0).log1p() + most.squeeze(1)


def _worth(
    scores: torch.Tensor, tags: torch.Tensor, lengths: torch.Tensor, first: torch.Tensor, steps: torch.Tensor
) -> torch.Tensor:
    """Return for each row the score of its gold tags."""
    there = torch.arange(tags.shape[1], device=tags.device) < lengths[:, None]
    words = scores.gather(2, tags[:, :, None])[:, :, 0] * there
    moves = steps[tags[:, :-1], tags[:, 1:]] * there[:, 1:]
    return first.gather(1, tags[:, :1])[:, 0] + words.sum(1) + moves.sum(1)
