"""Recognises what tells who somebody is in Dutch speech: names, and numbers, dates and addresses by their shape."""
