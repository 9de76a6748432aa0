"""Evidence: what a point, a cell or a whole table rests on, down to the words spoken."""

from canvas.ui import say
from canvas.ui.opening import open_page
from canvas.ui.words import _

here = open_page()
say.heading(_("Evidence"))
