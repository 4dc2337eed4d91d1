// The columns of a sheet: what each became, how sure that is, what was changed. All text is set with textContent.

function make(tag, className, text) {
  const node = document.createElement(tag)
  if (className) node.className = className
  if (text !== undefined && text !== null) node.textContent = text
  return node
}

function option(code, label) {
  const node = make("option", "", label)
  node.value = code
  return node
}

// A select that holds only what is chosen until somebody opens it: a sheet may have two thousand columns.
function choice(label, options, value, chosen, asFound, act) {
  const select = make("select", chosen ? "chosen" : "")
  select.setAttribute("aria-label", label)
  const current = options.find(([code]) => code === value) ?? [value ?? "", value ?? ""]
  select.append(option(...current))
  const fill = () => {
    if (select.dataset.full) return
    select.dataset.full = "yes"
    const all = options.map(([code, text]) => option(code, text))
    select.replaceChildren(...(chosen ? [option("", asFound)] : []), ...all)
    select.value = value
  }
  for (const event of ["pointerdown", "focus", "keydown"]) select.addEventListener(event, fill)
  select.onchange = () => act(select.value || null)
  return select
}

function cell(className, word, ...content) {
  const box = make("div", `cell ${className}`)
  box.append(make("span", "word", word), ...content)
  return box
}

function sureness(item) {
  const dots = make("span", "dots")
  dots.setAttribute("aria-hidden", "true")
  for (let step = 1; step <= 3; step++) dots.append(make("i", step <= item.sure ? "full" : ""))
  return [dots, make("span", "", item.how)]
}

function changes(item, words) {
  const box = make("div", "samples")
  for (const [before, after] of item.samples) {
    const line = make("p")
    line.append(make("s", "", before), make("span", "arrow", " → "), make("b", "", after))
    box.append(line)
  }
  if (item.samples.length) box.title = item.changed
  return box
}

function reading(item, data, send) {
  const { words } = data
  const label = `${item.header}: ${words["reads-as"]}`
  if (item.decimal)
    return choice(label, data.decimals, item.decimal, item.chosen.includes("decimal"), words["as-found"], (v) => send("decimal", v))
  if (item.day)
    return choice(label, data.days, item.day, item.chosen.includes("day"), words["as-found"], (v) => send("day", v))
  return null
}

function entry(item, data, send) {
  const { words } = data
  const row = make("li", "row" + (item.field === "ignore" ? " unused" : "") + (item.asked ? " asked" : ""))
  const name = make("div", "cell name", item.header)
  if (item.asked) name.append(make("span", "flag", words.asked))
  const field = choice(
    `${item.header}: ${words.becomes}`, data.fields, item.field, item.chosen.includes("field"), words["as-found"], (v) => send("field", v))
  const reads = reading(item, data, send)
  const empty = cell("empty" + (item.empty ? "" : " none"), words.empty, make("span", "", item.empty || "–"))
  const changed = cell("changed" + (item.samples.length ? "" : " none"), words.changed, changes(item, words))
  row.append(
    name, cell("becomes", words.becomes, field), cell("sure", words.sure, ...sureness(item)),
    cell("reads" + (reads ? "" : " none"), words["reads-as"], ...(reads ? [reads] : [])), empty, changed)
  return row
}

function head(words) {
  const row = make("li", "row head")
  row.setAttribute("aria-hidden", "true")
  for (const word of ["header", "becomes", "sure", "reads-as", "empty", "changed"]) row.append(make("div", "cell", words[word]))
  return row
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const list = parentElement.querySelector("ol")
  const focused = parentElement.activeElement?.getAttribute?.("aria-label")
  const rows = data.items.map((item, column) =>
    entry(item, data, (name, value) => setTriggerValue("answer", { column, name, value })))
  list.classList.toggle("many", data.items.length > 60)
  list.replaceChildren(head(data.words), ...rows)
  if (focused) [...list.querySelectorAll("select")].find((s) => s.getAttribute("aria-label") === focused)?.focus()
}
