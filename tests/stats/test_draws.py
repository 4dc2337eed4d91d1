"""Draws depend on the name alone."""

import subprocess
import sys

from hypothesis import example, given
from hypothesis import strategies as st

from core.stats import generator
from core.stats.draws import generators


def test_the_same_name_draws_the_same_in_another_process() -> None:
    here = generator("Checkout", "parts").random()
    code = "from core.stats import generator; print(repr(generator('Checkout', 'parts').random()))"
    there = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert float(there.stdout) == here


def test_names_do_not_run_together() -> None:
    assert generator("ab", "c").random() != generator("a", "bc").random()


NAMES = [("Checkout", "parts"), ("Checkout", "value"), ("", ""), ("Kundtjänst", "ease", "x"), ("a",) * 9]


@given(st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9)), max_size=9))
@example(NAMES)
@example([("campaign", str(i)) for i in range(300)])
def test_many_generators_are_each_what_one_alone_is(names: list[tuple[str, ...]]) -> None:
    found = [(chance.bit_generator.state, chance.standard_gamma(2.5, 3).tolist()) for chance in generators(names)]
    alone = [generator(*each) for each in names]
    assert found == [(chance.bit_generator.state, chance.standard_gamma(2.5, 3).tolist()) for chance in alone]


def test_a_half_used_generator_leaves_nothing_to_the_next_one() -> None:
    first, second = ([int(c.integers(0, 9, dtype="int32")) for c in generators([("a",), ("b",)])][i] for i in (0, 1))
    assert [first, second] == [int(generator(name).integers(0, 9, dtype="int32")) for name in ("a", "b")]
