"""Notes: every note of the study in rows, to filter, sort, give themes and add to points."""

from canvas.ui import say
from canvas.ui.opening import open_page
from canvas.ui.words import _

here = open_page()
say.heading(_("Notes"))
