"""The learned models again, the long way: from the log row by row, by taking touchpoints out one after another."""

from collections import Counter, defaultdict
from itertools import combinations
from math import factorial

import numpy as np


def journeys(frame):
    """(touchpoints in order, whether sold, value) per journey; no lookback."""
    found = []
    for _, rows in frame.sort_values("time", kind="stable").groupby("customer", observed=True, sort=False):
        path = []
        for touch, sale, value in zip(rows["touchpoint"], rows["sale"], rows["value"], strict=True):
            path.append(touch)
            if sale:
                found.append((path, True, value))
                path = []
        if path:
            found.append((path, False, np.nan))
    return found


def chance_of_sale(paths, without=None):
    """The chance that a chain with the paths' transitions is absorbed in a sale; ``without`` leads nowhere."""
    steps = defaultdict(Counter)
    for path, sold, _ in paths:
        for source, target in zip(["start", *path], [*path, "sold" if sold else "left"], strict=True):
            steps[source][target] += 1
    states = [s for s in steps if s != without]
    place = {state: i for i, state in enumerate(states)}
    matrix, sale = np.eye(len(states)), np.zeros(len(states))
    for source in states:
        total = sum(steps[source].values())
        sale[place[source]] = steps[source]["sold"] / total
        for target, times in steps[source].items():
            if target in place:
                matrix[place[source], place[target]] -= times / total
    return float(np.linalg.solve(matrix, sale)[place["start"]])


def removal_effects(paths):
    """Touchpoint -> the share of the chance of a sale that is lost when it leads nowhere."""
    whole = chance_of_sale(paths)
    return {t: 1 - chance_of_sale(paths, without=t) / whole for t in {t for path, _, _ in paths for t in path}}


def shapley(paths):
    """Touchpoint -> Shapley's value by its definition, of the game: sales of the journeys that met no other."""
    players = sorted({t for path, _, _ in paths for t in path})

    def earned(coalition):
        return sum(sold and set(path) <= set(coalition) for path, sold, _ in paths)

    def value(player):
        others = [p for p in players if p != player]
        return sum(
            factorial(size)
            * factorial(len(others) - size)
            / factorial(len(players))
            * (earned({*coalition, player}) - earned(coalition))
            for size in range(len(players))
            for coalition in combinations(others, size)
        )

    return {player: value(player) for player in players}
