"""Credit by removal: how many sales a chain of touchpoints would lose without one of them."""

from dataclasses import dataclass

import numpy as np

from core.journeys.walks import Walks
from core.stats.groups import Ints
from core.stats.intervals import Floats


@dataclass(frozen=True, slots=True)
class Chain:
    """A Markov chain of order 1: where a journey goes next depends only on where it is.

    ``states``: the touchpoints' codes. ``first``: how likely each is the first; ``onward[i, j]``: how likely j follows
    i; ``sale``: how likely a sale is made at it. What is missing to 1 leaves without a sale.
    """

    states: Ints
    first: Floats
    onward: Floats
    sale: Floats

    def removal(self) -> tuple[float, Floats]:
        """The chance of a sale from the start, and the share of it that is lost when a state loses all who reach it.

        Exact, from one inverse (Kemeny & Snell 1960, fundamental matrix F = (I - Q)^-1): a journey reaches state c with
        chance F[start, c] / F[c, c], and from there is sold with chance h[c]; without c exactly these are lost
        (Anderl et al. 2016, removal effect).
        """
        visits = np.linalg.inv(np.eye(len(self.states)) - self.onward)
        chance = visits @ self.sale
        reached = (self.first @ visits) / np.diag(visits)
        sold = float(self.first @ chance)
        return sold, reached * chance / sold


def chain(walks: Walks) -> Chain:
    """The chain that the journeys themselves make most likely: the shares of the steps that were taken."""
    often = np.bincount(walks.touch)
    states = np.flatnonzero(often)
    met, size = often[states], len(states)
    touch = (np.cumsum(often > 0) - 1)[walks.touch]
    inner = np.ones(len(touch), bool)
    inner[walks.last] = False
    step = touch[inner] * size + touch[np.flatnonzero(inner) + 1]
    between = np.bincount(step, minlength=size * size).reshape(size, size)
    sold = np.bincount(touch[walks.last[walks.sold]], minlength=size)
    first = np.bincount(touch[walks.start], minlength=size) / len(walks.start)
    return Chain(states, first, between / met[:, None], sold / met)


def markov(walks: Walks) -> tuple[Ints, Floats]:
    """Touchpoints' codes and their shares of the sales, adding up to 1: removal effects, normalised.

    ``walks``: those without a sale too; at least one with.
    """
    found = chain(walks)
    _, effects = found.removal()
    return found.states, effects / effects.sum()
