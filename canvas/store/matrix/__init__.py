"""Summaries that an evaluator writes in the framework matrix, and which of them need another look."""
