// What the page itself tells the server: that its window became of the other kind than the server thinks (a phone's
// width, or wider), and which page or language a link leads to, so that the visit goes on there instead of beginning
// anew; and which button among text is pressed.

let deaf = () => {} // ends what the last call listens to: Streamlit ends it when the page goes, not when data change

export default function ({ data, setTriggerValue }) {
  const phone = window.matchMedia("(max-width: 700px)")
  const tell = () => { if (phone.matches !== data.narrow) setTriggerValue("turned", phone.matches ? "narrow" : "wide") }
  const follow = (event) => {
    const pressed = event.target.closest?.("a[data-page], a[data-lang], button[data-do]")
    const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey // a tab of its own
    if (!pressed || elsewhere) return
    event.preventDefault()
    const { page, lang, do: act } = pressed.dataset
    if (page) setTriggerValue("left", page)
    else if (lang) setTriggerValue("spoken", lang)
    else setTriggerValue("asked", act)
  }
  deaf()
  tell()
  phone.addEventListener("change", tell)
  document.addEventListener("click", follow)
  deaf = () => {
    phone.removeEventListener("change", tell)
    document.removeEventListener("click", follow)
  }
  return deaf
}
