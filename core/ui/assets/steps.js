// The way through the meeting view: arrows, PageUp/PageDown (as presenters send them), Home, End, Escape, or a click;
// and that a slide whose words or pictures take more room than most still fits the screen.

function button(label, text, onclick, className) {
  const node = document.createElement("button")
  node.type = "button"
  node.className = className
  node.textContent = text
  node.setAttribute("aria-label", label)
  node.title = label
  node.onclick = onclick
  return node
}

function typing(target) {
  const node = target.composedPath ? target.composedPath()[0] : target.target
  return node instanceof Element && node.closest("input, textarea, select, [contenteditable], [role=slider], [role=radio], [role=combobox], [role=dialog], [role=listbox], [role=grid], [role=spinbutton]")
}

const WIDE = 1000, LEAST = 0.82 // pixels; of the size that the style sheet gives a window of this height
let shown = "", size = 1 // for which step and window a size was found, and which one the style sheet gives
let touched = false // nothing changes its size under somebody's hands

function fit(step) {
  const meeting = document.querySelector(".st-key-meeting"), main = document.querySelector('[data-testid="stMain"]')
  if (!meeting || !main) return
  const now = [step, window.innerWidth, window.innerHeight].join()
  if (now !== shown) {
    meeting.style.removeProperty("--kp-low")
    size = Number(getComputedStyle(meeting).zoom) || 1
    shown = now
    touched = false
  }
  if (touched) return
  const over = main.scrollHeight / main.clientHeight, today = Number(getComputedStyle(meeting).zoom) || 1
  const smaller = Math.max(size * LEAST, (today / over) * 0.995)
  if (window.innerWidth >= WIDE && over > 1 && smaller < today) meeting.style.setProperty("--kp-low", smaller)
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const last = data.steps.length - 1
  const go = (step) => { if (step >= 0 && step <= last && step !== data.step) setTriggerValue("go", step) }
  const leave = () => setTriggerValue("leave", true)
  const nav = parentElement.querySelector("nav")
  const dots = data.steps.map((name, i) => {
    const dot = button(name, String(i + 1), () => go(i), "dot")
    if (i === data.step) dot.setAttribute("aria-current", "step")
    dot.dataset.of = String(data.steps.length)
    return dot
  })
  const back = button(data.previous, "←", () => go(data.step - 1), "arrow")
  const on = button(data.next, "→", () => go(data.step + 1), "arrow")
  back.disabled = data.step === 0
  on.disabled = data.step === last
  nav.replaceChildren(back, ...dots, on, button(data.leave, "×", leave, "arrow"))

  const keys = {
    ArrowRight: () => go(data.step + 1), PageDown: () => go(data.step + 1),
    ArrowLeft: () => go(data.step - 1), PageUp: () => go(data.step - 1),
    Home: () => go(0), End: () => go(last), Escape: leave,
  }
  const listen = (event) => {
    touched ||= typing(event)
    if (event.altKey || event.ctrlKey || event.metaKey || !keys[event.key] || typing(event)) return
    event.preventDefault()
    keys[event.key]()
  }
  const touch = () => { touched = true }
  const grows = new ResizeObserver(() => fit(data.step))
  parentElement.forget?.()
  document.addEventListener("keydown", listen)
  document.addEventListener("pointerdown", touch)
  grows.observe(document.querySelector('[data-testid="stMainBlockContainer"]'))
  parentElement.forget = () => {
    document.removeEventListener("keydown", listen)
    document.removeEventListener("pointerdown", touch)
    grows.disconnect()
  }
  return () => parentElement.forget?.()
}
