"""Documents: transcripts and other texts of a moment, and reading them into notes."""

from canvas.ui import say
from canvas.ui.opening import open_page
from canvas.ui.words import _

here = open_page()
say.heading(_("Documents"))
