"""Writers: a model of what is said in, bytes of a file out."""
