"""Draws the state of affairs of a partnership: findings in sentences, each with the way to what it rests on."""
