"""Searching the texts of a study, on either engine: the query, the hits, and the words found in them."""
