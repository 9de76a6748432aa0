"""Who speaks, where a transcript says so in its text: what in a line may be a name, and which names are speakers."""
