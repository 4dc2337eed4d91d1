// The first look: a step at a time, the part of the page that it speaks of outlined.

let at = 0 // where this visitor stands, also when she comes back from another page
const outline = document.createElement("style")

export default function ({ data, parentElement, setTriggerValue }) {
  const [line, on, off] = ["p", ".on", ".off"].map((part) => parentElement.querySelector(part))
  const show = () => {
    const step = data.steps[at]
    const last = at === data.steps.length - 1
    const count = document.createElement("span")
    count.textContent = step.count
    line.replaceChildren(count, ` ${step.line}`)
    on.textContent = last ? data.done : data.next
    off.textContent = data.skip
    off.hidden = last
    outline.textContent = `${step.spot} { outline: 2px solid var(--kp-accent); outline-offset: 3px; border-radius: 6px; }`
  }
  const end = () => {
    at = 0
    outline.remove()
    setTriggerValue("over", true)
  }
  on.onclick = () => {
    if (at === data.steps.length - 1) return end()
    at += 1
    show()
  }
  off.onclick = end
  document.head.append(outline)
  show()
  return () => outline.remove()
}
