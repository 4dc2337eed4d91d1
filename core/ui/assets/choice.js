// One of a few: a radio button and its word for each.

function option({ value, name }, group, choose) {
  const [label, radio, word] = ["label", "input", "span"].map((tag) => document.createElement(tag))
  radio.type = "radio"
  radio.name = group
  radio.value = value
  radio.onchange = () => choose(value)
  word.textContent = name
  label.append(radio, word)
  return label
}

export default function ({ data, parentElement, setTriggerValue }) {
  const row = parentElement.querySelector(".row")
  const told = JSON.stringify([data.label, data.options])
  const choose = (value) => setTriggerValue("chosen", value)
  if (row.dataset.told !== told) {
    row.dataset.told = told
    row.replaceChildren(...data.options.map((one) => option(one, data.name, choose)))
    parentElement.querySelector("p").textContent = data.label
  }
  for (const radio of row.querySelectorAll("input")) radio.checked = radio.value === data.chosen
}
