"""Draws a partnership: its people, its moments, and the attributes that the study gives them."""
