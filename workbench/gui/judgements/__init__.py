"""Judgements: contradictions, hypotheses, forecasts, assumptions, questions, expectations."""
