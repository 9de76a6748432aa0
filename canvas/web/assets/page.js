// The script of every page, before Streamlit's own: all that must outlive every screen, or stand before the first.
import { answerForComputer } from './colour_scheme.js'
import { replaceDialogs } from './foreign_dialogs.js'
import { setStartingLanguage } from './language.js'
import { placeNotice } from './notice.js'
import { takeOneStep } from './one_step_back.js'
import { printChartsWhole } from './printed_charts.js'
import { waitForServer } from './server_away.js'
import { setBrowserLanguage, translateStreamlit } from './streamlit_words.js'
import { keepTypedFields } from './typed_fields.js'
import { readLabelsAsTyped } from './typed_labels.js'

setStartingLanguage()
answerForComputer()
translateStreamlit()
setBrowserLanguage()
readLabelsAsTyped()
placeNotice()
takeOneStep()
waitForServer()
printChartsWhole()
replaceDialogs()
keepTypedFields()
