// Where each touchpoint stands, as cards for a phone. All text is set with textContent.

function make(tag, className, text) {
  const node = document.createElement(tag)
  if (className) node.className = className
  if (text !== undefined && text !== null) node.textContent = text
  return node
}

function option([code, label]) {
  const node = make("option", "", label)
  node.value = code
  return node
}

// Holds only what is chosen until somebody opens it: a file may have hundreds of touchpoints.
function choice(name, word, options, value, act) {
  const label = make("label")
  const select = make("select")
  select.setAttribute("aria-label", `${name}: ${word}`)
  select.append(option(options.find(([code]) => code === value) ?? [value, value]))
  const fill = () => {
    if (select.dataset.full) return
    select.dataset.full = "yes"
    select.replaceChildren(...options.map(option))
    select.value = value
  }
  for (const event of ["pointerdown", "focus", "keydown"]) select.addEventListener(event, fill)
  select.onchange = () => act(select.value)
  label.append(make("span", "word", word), select)
  return label
}

function entry(item, row, data, send) {
  const card = make("li", "row")
  const how = make("p", "why")
  how.append(make("span", "", item.why), make("span", "sure", item.sure))
  const act = (side) => (value) => send({ row, side, value })
  card.append(
    make("p", "name", item.name), how,
    choice(item.name, data.words.stage, data.stages, item.stage, act("stage")),
    choice(item.name, data.words.setting, data.settings, item.setting, act("setting")))
  return card
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const list = parentElement.querySelector("ol")
  const focused = parentElement.activeElement?.getAttribute?.("aria-label")
  list.classList.toggle("many", data.items.length > 60)
  list.replaceChildren(...data.items.map((item, row) => entry(item, row, data, (answer) => setTriggerValue("answer", answer))))
  if (focused) [...list.querySelectorAll("select")].find((s) => s.getAttribute("aria-label") === focused)?.focus()
}
