// Opens a touchpoint: by its name (a part of it typed, or one taken from the browser's own list of all), or by a button
// that names it anywhere on the page.

let deaf = () => {} // ends what the last call listens to: Streamlit ends it when the field goes, not when data change

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
  const press = ({ target }) => {
    const button = target.closest?.("button[data-opens]")
    if (button) setTriggerValue("found", button.dataset.opens)
  }
  deaf()
  document.addEventListener("click", press)
  deaf = () => document.removeEventListener("click", press)
  if (field !== field.getRootNode().activeElement) reset()
  return deaf
}
