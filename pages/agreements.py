"""Agreements: what partners agreed over the whole study, what is due first; each opens, and can go on at a moment."""

from canvas.read_models.agreements_page import agreements_page
from canvas.screens.agreements import agreements_list
from canvas.screens.agreements.agreement_drawer import linked_agreement
from canvas.speech import today
from canvas.ui.page import open_page

page = open_page()
agreements_list.take_link()
asked_for, start = agreements_list.asked_for()
model = page.read(agreements_page, asked_for, today().isoformat(), start)
agreements_list.heading(model)
agreements_list.fields(model)
agreements_list.listed(model)
agreements_list.tell_link()
linked_agreement(page)
