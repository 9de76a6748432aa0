"""Words ratings and factors, and opens the answers behind their figures."""
