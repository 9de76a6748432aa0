"""A study as somebody sees it who may not see all: the tables that words stand in, without those that are held back."""
