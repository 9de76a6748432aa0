"""What Streamlit says of its own, and where: its page speaks English alone, and most of that no setting reaches.

Each place is a selector of Streamlit's own parts, by its test ids and roles, and never of what a user wrote, with the
messages that may stand there: as text, or in an attribute that is shown or read aloud. A {gap} takes what Streamlit
fills in: a {size} such as 2MB is written anew as 2 MB, a {message} is one of the other messages of that place, and all
else comes through as it is. `streamlit_words.js` puts them in the language of the page; English needs nothing.
What React Aria says, the calendar's days and lists' counts, follows the language that the browser is said to have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from canvas.errors import N_
from canvas.speech import Speech

_CHOICES = ":is([data-testid=stSelectbox], [data-testid=stMultiSelect])"
_DATE = "[data-testid=stDateInputField]"
_PARTS = f"{_DATE} [role=spinbutton]"
_FILES = "[data-testid=stFileUploader]"
_FAULT = ":is([data-testid=stTooltipErrorContent], [data-testid=stTooltipErrorContent] *, [role=alert])"
_INSTRUCTIONS = ":is([data-testid=InputInstructions], [data-testid=InputInstructions] *)"
_CODE = ":is([data-testid=stCode], [data-testid=stMarkdownPre]) button"
_TOAST = "[data-testid=stToast]"
_GAPS = {"size": r"[\d.]+[KMG]?B", "n": r"\d+", "message": r".+?"}  # what fills a gap; any text else
_MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
_FAULTS = (
    N_("Error: {message}"),
    N_("Date set outside allowed range. Please select a date between {first} and {last}."),
    N_("Date set outside allowed range. Please select a date on or after {first}."),
    N_("Date set outside allowed range. Please select a date on or before {last}."),
    N_("Number is outside the allowed range. Please enter a value between {first} and {last}."),
    N_("Number is below the allowed range. Please enter a value greater than or equal to {first}."),
    N_("Number is above the allowed range. Please enter a value less than or equal to {last}."),
    N_("Number is below the allowed range."),
    N_("Number is above the allowed range."),
    N_("Invalid value."),
    N_("Invalid input."),
    N_("This field is required."),
    N_("File must be {size} or smaller."),
    N_("File size is too small."),
    N_("Only one file is allowed."),
    N_("{kind} files are not allowed."),
    N_("Upload failed"),
    N_("Network error"),
    N_("Unexpected error. Please try again."),
)
_PICTURE = (N_("Download plot as a PNG"), N_("Download plot as a png"), N_("Download plot"))
_COPY = (N_("Copy"), N_("Copied"), N_("Copy to clipboard"))


@dataclass(frozen=True)
class Place:
    """Where Streamlit says something; `of` is the attribute that says it, nothing for the text itself."""

    at: str
    messages: tuple[str, ...]
    of: str = ""


PLACES = (
    # the top of the page
    Place("[data-testid=stLogoLink]", (N_("Navigate to home page"),), "aria-label"),
    Place("nav[data-testid=stTopNav]", (N_("App pages"),), "aria-label"),
    Place("[data-testid=stTopNavDropdownLink] *, [data-testid=stTopNavSection] *", (N_("{n} more"),)),
    Place("#root a[href^='#']", (N_("Skip to main content"),)),
    Place("[data-testid=stExpandSidebarButton]", (N_("Expand sidebar"),), "aria-label"),
    Place("[data-testid=stSidebar]", (N_("Sidebar"),), "aria-label"),
    Place("[data-testid=stSidebarCollapseButton] button", (N_("Collapse sidebar"),), "aria-label"),
    Place("[data-testid=stSidebarNav]", (N_("App pages"),), "aria-label"),
    Place("[data-testid=stSidebarNavViewButton]", (N_("View {n} more"), N_("View less"))),
    Place("[data-testid=stMainMenuButton], [data-testid=stMainMenuList]", (N_("Main menu"),), "aria-label"),
    Place("[data-testid=stStatusWidget] *", (N_("Running..."),), "aria-label"),
    Place("[data-testid=stStatusWidget] *", (N_("Stop"), N_("Stopping..."))),
    # choosing from a list
    Place(
        f"{_CHOICES} input",
        (
            N_("Choose an option"),
            N_("Choose options"),
            N_("No options to select"),
            N_("Add an option"),
            N_("Choose or add an option"),
            N_("Choose or add options"),
        ),
        "placeholder",
    ),
    Place(f"{_CHOICES} button", (N_("Open"), N_("Clear value"), N_("Clear all"), N_("Remove {name}")), "aria-label"),
    Place("[role=listbox]", (N_("Selectbox options"), N_("Multiselect options")), "aria-label"),
    Place(
        "[role=listbox][data-empty] > [role=option]:not([data-key]) > span",
        (
            N_("No results"),
            N_("You can only select up to 1 option. Remove an option first."),
            N_("You can only select up to {n} options. Remove an option first."),
        ),
    ),
    Place(
        "[role=option]:is([data-key=__select_all__], [data-key=__select_matches__], [data-key=__creatable__]) > *",
        (N_("Select all"), N_("Select {n} matches"), N_("Add: {text}")),
    ),
    Place("[data-testid=stRadio] *:not(p)", (N_("No options to select."),)),
    Place("[data-testid=stMultiSelectTagsContainer] > [role=group]", (N_("Selected values"),), "aria-label"),
    Place("[data-trigger=ComboBox] button", (N_("Dismiss"),), "aria-label"),
    Place(
        "[role=log][aria-live] > *",
        (N_("{n} options available."), N_("{n} option available."), N_("{name}, selected")),
    ),
    # fields
    Place(
        _INSTRUCTIONS,
        (
            N_("Press Enter to apply"),
            N_("Press Enter to submit form"),
            N_("Press {key}+Enter to apply"),
            N_("Press {key}+Enter to submit form"),
        ),
    ),
    Place("[data-testid=stTextInput] button", (N_("Clear entry"),), "aria-label"),
    Place("[data-testid=stNumberInput] button", (N_("Clear value"), N_("Increment"), N_("Decrement")), "aria-label"),
    Place("[data-testid=stWidgetLabelRequired]", (N_("(required)"),)),
    Place("[data-testid=stTooltipIcon] button", (N_("Help for {label}"), N_("Help")), "aria-label"),
    Place(f"[data-testid=stApp] {_FAULT}, #stFloatingOverlayPortal {_FAULT}", _FAULTS),
    # dates
    Place(_PARTS, (N_("yyyy"), N_("mm"), N_("dd"))),
    Place(_PARTS, (N_("year, {label}"), N_("month, {label}"), N_("day, {label}")), "aria-label"),
    Place(_PARTS, (N_("Empty"), N_("{n} – {message}"), *_MONTHS), "aria-valuetext"),
    Place("[id^=react-aria-description]", (N_("Selected Date: {message} {day}, {year}"), *_MONTHS)),
    Place(f"{_DATE} button", (N_("Clear date"), N_("Choose date")), "aria-label"),
    Place("[data-testid=stDateInputCalendar]", (N_("Choose date"),), "aria-label"),
    Place(
        "[data-testid=stDateInputCalendar] :is(button, [role=application], [role=group], [role=grid])",
        (N_("Previous month"), N_("Next month"), N_("Choose date"), N_("Choose date, {month}")),
        "aria-label",
    ),
    Place(
        "[data-testid=stDateInputCalendar] *",
        (N_("Use arrow keys to navigate dates. Enter to select. Escape to close."), N_("Choose date, {month}")),
    ),
    # files
    Place(f"{_FILES} section button *", (N_("Upload"),)),
    Place(f"{_FILES} section > div *", (N_("Drag and drop a file here"), N_("Drag and drop files here"))),
    Place("[data-testid=stFileUploaderDropzoneInstructions] *", (N_("{size} per file"),)),
    Place(
        "[data-testid=stFileChipDeleteBtn] button", (N_("Remove {name}"), N_("Cancel upload of {name}")), "aria-label"
    ),
    Place("[data-testid=stFileChip]", (N_("{name}, {size}"),), "aria-label"),
    Place("[data-testid=stFileChip]", (N_("Click to retry upload"),), "title"),
    Place("[data-testid=stFileChip] [data-testid=stFileChipName] + *", ("{size}",)),
    Place(f"{_FILES} section button", (N_("Add files"),), "aria-label"),
    # what lies over a screen
    Place("[data-testid=stDialog] button", (N_("Close"),), "aria-label"),
    Place(f"{_TOAST} button", (N_("Close"),), "aria-label"),
    Place(f"{_TOAST} [data-testid=stToastViewButton]", (N_("view more"), N_("view less"))),
    Place("[data-testid=stToastContainer]", (N_("Notifications"),), "aria-label"),
    # charts, code, headings, links
    Place("[data-testid=stElementToolbarButton] button", (N_("Fullscreen"), N_("Close fullscreen")), "aria-label"),
    Place("[data-testid=stTooltipContent] *", (N_("Fullscreen"), N_("Close fullscreen"), *_COPY)),
    Place(".modebar-btn", _PICTURE, "data-title"),
    Place(".modebar-btn", _PICTURE, "aria-label"),
    Place(
        ".plotly-notifier *",
        (
            N_("Taking snapshot - this may take a few seconds"),
            N_("Sorry, there was a problem downloading your snapshot!"),
        ),
    ),
    Place(_CODE, _COPY, "title"),
    Place(_CODE, _COPY, "aria-label"),
    Place("[data-testid=stHeaderActionElements] a", (N_("Link to heading"),), "aria-label"),
    # what must never be seen
    Place(
        "[data-testid=stException] *",
        (
            N_(
                "This app has encountered an error. The original error message is redacted to prevent data leaks. "
                "Full error details have been recorded in the logs (if you're on Streamlit Cloud, click on 'Manage "
                "app' in the lower right of your app)."
            ),
        ),
    ),
)


def places(language: str) -> list[dict]:
    """Return the places with what is said there in a language, as the script reads them; none in English.

    Each has `at`, `of`, and `says`: pairs of a pattern of the whole English text and what takes its place.
    """
    if language == "en":
        return []
    translate = Speech(language)._
    return [
        {"at": place.at, "of": place.of, "says": [_pair(message, translate(message)) for message in place.messages]}
        for place in PLACES
    ]


def _pair(english: str, spoken: str) -> tuple[str, str]:
    parts = re.split(r"\{(\w+)\}", english)
    written = (f"(?<{part}>{_GAPS.get(part, '.+')})" if at % 2 else re.escape(part) for at, part in enumerate(parts))
    return "^" + "".join(written).replace("\\ ", " ").replace("\\-", "-") + "$", spoken
