// The review list: one row per touchpoint whose class is unknown or a guess. All text is set with textContent.

function make(tag, className, text) {
  const node = document.createElement(tag)
  if (className) node.className = className
  if (text !== undefined && text !== null) node.textContent = text
  return node
}

function choice(option, chosen, act) {
  const button = make("button", "choice" + (option.code === chosen ? " chosen" : "") + (option.also ? " also" : ""), option.label)
  button.type = "button"
  button.setAttribute("aria-pressed", String(option.code === chosen))
  button.onclick = act
  return button
}

function group(label, options, chosen, act) {
  const box = make("div", "group")
  box.setAttribute("role", "group")
  box.setAttribute("aria-label", label)
  for (const option of options) box.append(choice(option, chosen, () => act(option.code)))
  return box
}

function entry(item, words, send) {
  const row = make("li", "row")
  const name = make("p", "name")
  name.append(make("span", "", item.before), make("mark", "", item.word), make("span", "", item.after))
  const text = make("div", "text")
  text.append(name, make("p", "why", item.why))
  const choices = make("div", "choices")
  choices.append(
    group(words.stage, item.stages, item.stage, (code) => send({ name: item.key, stage: code })),
    group(words.setting, item.settings, item.setting, (code) => send({ name: item.key, setting: code })),
  )
  const accept = make("button", "accept", words.accept)
  accept.type = "button"
  accept.disabled = item.stage === "unknown"
  accept.onclick = () => send({ name: item.key, accept: true })
  row.append(text, choices, accept)
  return row
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const send = (answer) => setTriggerValue("answer", answer)
  parentElement.querySelector("ol").replaceChildren(...data.items.map((item) => entry(item, data.words, send)))
}
