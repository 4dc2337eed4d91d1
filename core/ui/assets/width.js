// Tells the server when the window is of the other kind than it thinks: a phone's width, or wider.

export default function ({ data, setTriggerValue }) {
  const phone = window.matchMedia("(max-width: 700px)")
  const tell = () => { if (phone.matches !== data.narrow) setTriggerValue("turned", phone.matches ? "narrow" : "wide") }
  tell()
  phone.addEventListener("change", tell)
  return () => phone.removeEventListener("change", tell)
}
