"""The index that a search asks, made from the study and kept by triggers, on either engine."""
