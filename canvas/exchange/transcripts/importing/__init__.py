"""A transcript brought into a study in one go, as a command does: where it lands, how, and what came of it."""
