// What was decided about a transcript that is not stored yet, in the memory of this page alone: there are names in it.
// A server that was started anew asks for the file again, and gets what was decided from here.
/** @import { Drawn } from '../../../../ui/assets/component.js' */
import { leaveNoGap } from '../../../../ui/assets/dom.js'

/** What was decided, and in which memory of the server. @type {{ session: string, choices: object } | null} */
let memory = null

/** @param {Drawn<{ choices: object | null, session: string }, { lost: string }>} drawn */
export default function ({ data, parentElement, setTriggerValue }) {
  leaveNoGap(parentElement)
  if (data.choices) {
    memory = { session: data.session, choices: data.choices }
    return
  }
  if (memory && memory.session !== data.session) setTriggerValue('lost', JSON.stringify(memory.choices))
  memory = null
}
