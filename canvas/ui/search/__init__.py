"""Holds the search field and what is searched for, in the session and in the link."""
