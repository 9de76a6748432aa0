"""The fields in which agreements are written down."""
