"""Single answers of a survey as rows: equal ones of one touchpoint, period and segment stand together."""

import numpy as np
import pandas as pd

from core.joining.cells import PLACE, cells, coded, late, places
from core.stats.groups import column
from core.stats.scales import SCORE_FIELDS


def gathered(responses: pd.DataFrame, *, cut: int | None = None) -> pd.DataFrame:
    """One row per different answer, ``responses`` saying how many gave it, so that every KPI and its interval are those
    of the single answers.

    ``responses``: with every score in its KPI's own unit; columns ``unclear:...`` go with them. Answers later in their
    period than ``cut`` days stand apart.
    """
    fields = [field for field in SCORE_FIELDS.values() if field in responses.columns]
    marks = [str(name) for name in responses.columns if str(name).startswith("unclear:")]
    keys = [coded(responses[name]) for name in PLACE if name in responses.columns]
    scored = [coded(pd.Series(column(responses, field))) for field in fields]
    by = cells([*keys, *late(responses, "date", cut), *scored, *(responses[name].to_numpy(np.int64) for name in marks)])
    answers = by.total(None)
    figures = {field: column(responses, field)[by.first] for field in fields}
    said = {name: responses[name].to_numpy(np.bool_)[by.first] for name in marks}
    counts = {"responses": answers, "stands_for": answers.astype(np.int64)}
    return pd.DataFrame({**places(responses, by, when="date"), **figures, **said, **counts}).assign(grain="responses")
