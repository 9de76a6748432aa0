"""What the notes say together: frame in, frame out."""
