"""Shows points wherever they are named: their links, their wording, and those that ask for another look."""
