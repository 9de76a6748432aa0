"""What one screen asks of a study, tried without the screen."""
