"""Files in and out: the demo study, exports."""
