"""Draws depend on the name alone."""

import subprocess
import sys

from core.stats import generator


def test_the_same_name_draws_the_same_in_another_process() -> None:
    here = generator("Checkout", "parts").random()
    code = "from core.stats import generator; print(repr(generator('Checkout', 'parts').random()))"
    there = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert float(there.stdout) == here


def test_names_do_not_run_together() -> None:
    assert generator("ab", "c").random() != generator("a", "bc").random()
