// What was decided about a transcript that is not stored yet, in the memory of this page alone: there are names in it.
// A server that was started anew asks for the file again, and gets what was decided from here.
let memory = null // what was decided, and in which memory of the server

export default function ({ data, parentElement, setTriggerValue }) {
  const box = (parentElement.host ?? parentElement).closest('[data-testid="stElementContainer"]')
  if (box) box.style.position = 'absolute'
  if (data.choices) {
    memory = { session: data.session, choices: data.choices }
    return
  }
  if (memory && memory.session !== data.session) setTriggerValue('lost', JSON.stringify(memory.choices))
  memory = null
}
