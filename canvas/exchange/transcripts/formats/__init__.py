"""One module a format: each reads the bytes of a file to utterances, and says what it left out."""
