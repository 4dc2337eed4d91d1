// The fix-first list. All text arrives as data and is set with textContent: nothing of a user's file becomes markup.

function make(tag, className, text) {
  const node = document.createElement(tag)
  if (className) node.className = className
  if (text !== undefined && text !== null) node.textContent = text
  return node
}

function bar(part) {
  const row = make("div", "part")
  row.append(make("span", "part-label", part.label))
  const known = part.value !== null && part.value !== undefined
  const track = make("span", known ? "track" : "")
  const fill = make("span", "fill")
  if (known) fill.style.width = `${Math.round(100 * part.value)}%`
  if (known) track.append(fill)
  row.append(track, make("span", "part-value", part.text))
  return row
}

function entry(item, selected, open) {
  const row = make("li", "row" + (item.key === selected ? " selected" : ""))
  const button = make("button", "open")
  button.type = "button"
  button.dataset.key = item.key
  button.setAttribute("aria-pressed", String(item.key === selected))
  button.append(make("span", "name", item.name))
  button.onclick = () => open(item.key)
  const head = make("div", "head")
  head.append(button, make("span", "range", item.range))
  if (item.verdict) head.append(make("span", "chip", item.verdict))
  if (item.action) head.append(make("span", "chip quiet", item.action))
  const text = make("div", "text")
  text.append(head, make("p", "why", item.why))
  const parts = make("div", "parts")
  for (const part of item.parts) parts.append(bar(part))
  const worth = make("div", "worth")
  worth.append(make("span", "worth-value", item.worth), make("span", "worth-label", item.worth_label))
  row.append(make("span", item.shared ? "rank shared" : "rank", item.rank), text, parts, worth)
  return row
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const list = parentElement.querySelector("ol")
  parentElement.querySelector("p.rest").textContent = data.rest
  const open = (key) => setTriggerValue("picked", key)
  list.replaceChildren(...data.items.map((item) => entry(item, data.selected, open)))
  if (data.items.slice(3).some((item) => item.key === data.selected)) list.classList.add("all")
  if (!data.more) return
  const rest = make("button", "more-button", data.more)
  rest.type = "button"
  rest.onclick = () => { list.classList.add("all"); list.children[3].querySelector("button").focus() }
  const last = make("li", "more")
  last.append(rest)
  list.append(last)
}
