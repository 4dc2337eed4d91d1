"""The sample businesses, analysed once."""

from functools import cache
from pathlib import Path

from core import pipeline
from core.model import Analysis, Settings

SAMPLES = Path(__file__).parents[2] / "sample_data"


@cache
def sample(name: str, settings: Settings | None = None) -> Analysis:
    """The analysis of one of the files that come with the product."""
    return pipeline.analyse(pipeline.load([(name, (SAMPLES / name).read_bytes())]), settings or Settings())
