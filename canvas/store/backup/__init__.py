"""Backups: copying a study to a file, telling which copy holds more, and restoring one."""
