"""The screen of lessons: the list and its filters, a lesson in a drawer, its form, its uses and its file."""
