"""Shows findings: sentences that rules make of a study, each with what it rests on."""
