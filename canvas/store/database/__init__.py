"""Reaching a database: engines, schema, prepared statements, ids, and texts and numbers as they are stored."""
