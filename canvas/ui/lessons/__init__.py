"""What screens share of lessons: the way to make one of what one looks at."""
