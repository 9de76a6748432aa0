"""Files in and out: tables, workbooks, codebooks, transcripts and the demo study."""
