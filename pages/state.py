"""State of affairs: what the study knows of a partnership at a moment, in sentences that open what they rest on."""

from canvas.ui.i18n import _
from canvas.ui.page import open_page
from canvas.ui.pickers import moment_picker

page = open_page()
moment, head = moment_picker.titled_moment(page, moment_picker.name_heading(_("State of affairs")))
