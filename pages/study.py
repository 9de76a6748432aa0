"""Study: its roles, its attributes, and what leads see of few people."""

from canvas.screens.study.own_roles_form import roles
from canvas.screens.study.small_numbers_form import small_numbers_form
from canvas.ui import elements
from canvas.ui.i18n import _
from canvas.ui.page import open_page

page = open_page()
assert page.about  # without `empty`, a study that has not begun ends the run before
elements.heading(_("Settings of the study"), page.about["title"])
small_numbers_form(page, page.about)
roles(page)
