"""`python -m search.tune`: weights for the rivals, from the queries that ours was tuned on; takes half an hour."""

from __future__ import annotations

from conftest import ROOT
from search import measure
from survey.check.load import load

if __name__ == "__main__":
    asked = [query for query in measure.queries() if query.wanted and not query.is_held_out]
    queries = [(query.q, query.what, query.wanted) for query in asked]
    print(measure.node("tune.js", {**measure.others(load(ROOT)), "queries": queries}))
