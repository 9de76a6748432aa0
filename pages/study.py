"""Study: its roles, its attributes, and what leads see of few people."""

from canvas.read_models.study_page import study_page
from canvas.screens.study.attribute_forms import attribute_list
from canvas.screens.study.own_roles_form import own_roles
from canvas.screens.study.small_numbers_form import small_numbers_form
from canvas.ui import elements
from canvas.ui.i18n import _
from canvas.ui.page import open_page

page = open_page()
assert page.about  # without `empty`, a study that has not begun ends the run before
elements.heading(_("Settings of the study"), page.about["title"])
small_numbers_form(page, page.about)
model = page.read_people(study_page)
own_roles(page, model)
attribute_list(page, model.attributes)
