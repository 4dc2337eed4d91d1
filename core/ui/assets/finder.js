// Opens a touchpoint by its name: a part of it typed, or one taken from the browser's own list of all.

const folded = (text) => text.trim().toLowerCase()

function option(name) {
  const made = document.createElement("option")
  made.value = name
  return made
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const field = parentElement.querySelector("input")
  parentElement.querySelector("datalist").replaceChildren(...data.names.map(option))
  field.placeholder = data.shown || data.hint
  field.setAttribute("aria-label", data.label)
  const names = data.names.map(folded)
  const open = (place) => {
    if (place < 0) return
    setTriggerValue("found", data.keys[place])
    field.blur()
  }
  const whole = () => names.indexOf(folded(field.value))
  const part = () => names.findIndex((name) => name.includes(folded(field.value)))
  const reset = () => { field.value = data.shown }
  field.onfocus = () => { field.value = "" } // so that the list offers all, not only the one that is open
  field.onblur = reset
  field.oninput = ({ inputType }) => { if (!inputType || inputType === "insertReplacementText") open(whole()) } // from the list
  field.onchange = () => { if (field.value.trim()) open(whole() < 0 ? part() : whole()) }
  if (field !== field.getRootNode().activeElement) reset()
}
