"""The start page: what this is, one upload box, three samples, the template, and what happens to the data."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from core.exports import template, trades
from core.reading import current_limits
from core.tables import read_table
from core.texts import Language
from core.ui.pieces.safe import markup, plain
from core.ui.visit import address, compute, session
from core.ui.visit.standing import Standing

_HERE = ("", "localhost", "127.0.0.1", "::1")
_HOST = re.compile(r"https?://(\[[^\]/]{1,60}\]|[^/:?#]{1,253})")
SAMPLES = Path(__file__).parents[2] / "sample_data"


def start_page(language: Language) -> None:
    """Everything that a visitor sees before there is data."""
    say = language.say
    left, right = st.columns([6, 5], gap="large", vertical_alignment="top")
    left.html(markup("<h1 class='kp-hero'>{}</h1><p class='kp-lead'>{}</p>", say("start.title"), say("start.what")))
    with right.container(border=True, key="drop"):
        _drop(language)
    with st.container(key="samples"):
        _samples(language)
    st.html(
        markup(
            "<div class='kp-section kp-privacy'><h2 class='kp-small'>{}</h2><p class='kp-quiet'>{}</p></div>",
            say("start.privacy-title"),
            say(f"start.privacy-{where_kept()}", host=_host()),
        )
    )


def where_kept() -> str:
    """Where an upload goes: ``own`` computer, a ``server`` of somebody's, or the ``shared`` host."""
    profile = current_limits().profile
    return "server" if profile == "own" and _host() not in _HERE else profile


def _host() -> str:
    """The name that the visitor's browser calls; none where there is no browser."""
    return host_of(st.context.url or "")


def host_of(url: str) -> str:
    """The name of the machine that ``url`` leads to, without its port; none where it is no web address."""
    found = _HOST.match(url)
    return found[1].strip("[]").casefold() if found else ""


def _drop(language: Language) -> None:
    say = language.say
    if address.lost():
        st.info(plain(say("link.lost")), icon=":material/history:")
    _notice(language)
    # Without type=: the browser would turn a PDF away in English; refused by us, it is told what it is and what to do.
    # Each refusal brings a fresh box: what could not be used does not stay in it.
    key = f"_files-{session.refusals()}"
    st.file_uploader(
        say("start.upload"),
        accept_multiple_files=True,
        max_upload_size=current_limits().file_mb,
        key=key,
        on_change=session.ask_to_read,
    )
    _say_in_our_words(language)
    with st.container(key="drop-slot"):
        slot = st.empty()
    slot.html(markup("<p class='kp-quiet'>{}</p>", say("start.template")))
    template_offer(language)
    if session.is_to_read():
        _take_upload(slot, key, language)


def template_offer(language: Language) -> None:
    """The workbook to fill in, with examples of the visitor's own trade."""
    names = trades(language)
    with st.container(horizontal=True, vertical_alignment="bottom", key="template"):
        trade = st.selectbox(
            language.say("start.template-trade"), list(names), format_func=names.__getitem__, key="_trade", width=250
        )
        st.download_button(
            language.say("start.template-button"),
            lambda: template(language, trade=trade),
            file_name=f"kontaktpunkt-{trade}-{language.code}.xlsx",
            on_click="ignore",
            icon=":material/download:",
        )


def _say_in_our_words(language: Language) -> None:
    """Streamlit's own words in the upload box are English alone: the style sheet puts these in their place."""
    words = {"choose": language.say("start.choose"), "limit": language.say("start.limit", n=current_limits().file_mb)}
    rules = " ".join(f"--kp-{name}: {json.dumps(text, ensure_ascii=False)};" for name, text in words.items())
    st.html(f"<style>:root {{ {rules} }}</style>")


def _notice(language: Language) -> None:
    refused = session.notice()
    if refused is not None:
        st.error(plain(language.message(refused)), title=language.say("start.refused"), icon=":material/error:")


def _take_upload(slot: DeltaGenerator, key: str, language: Language) -> None:
    """Read what was dropped, here and not in a callback, where nothing can be shown in its place."""
    files = [(file.name, file.getvalue()) for file in st.session_state[key] or ()]
    again, standing = address.lost(), Standing(slot, [name for name, _ in files], language)
    taken = bool(files) and compute.take(files, standing=standing)
    session.has_read()  # only now: if she clicks elsewhere meanwhile, reading starts anew
    if taken and again:
        _follow_link()
    if files and not taken:
        session.count_refusal()
    if files:
        st.rerun()


def _open_sample(sample: str) -> None:
    open_sample(sample)


def open_sample(sample: str) -> bool:
    """Show one of the samples; False for a name that is none of them."""
    entry = read_table(SAMPLES / "samples.toml").get(sample)
    if entry is None:
        return False
    path = SAMPLES / entry["file"]
    return compute.take([(path.name, path.read_bytes())], sample=sample)


def open_linked_sample() -> None:
    """A link such as ``?sample=dansk-webshop&view=meeting`` opens that sample so, if nothing is open yet."""
    wished = st.query_params.get("sample")
    if wished and session.upload() is None and open_sample(wished):
        _follow_link()


def _follow_link() -> None:
    view = compute.current_view()
    if view is not None:
        address.follow(view)


def _samples(language: Language) -> None:
    st.header(language.say("start.samples"), anchor=False)
    samples = read_table(SAMPLES / "samples.toml")
    for column, (name, entry) in zip(st.columns(len(samples)), samples.items(), strict=True):
        with column.container(border=True, height="stretch", key=f"sample-{name}"):
            text = markup(
                "<div class='kp-sample'>{}<h3>{}</h3><p>{}</p></div>",
                _sketch(entry["sketch"]),
                language.label(entry),
                language.label(entry, "description"),
            )
            st.html(text)
            st.button(
                language.say("start.open-sample"),
                key=f"_open-{name}",
                on_click=_open_sample,
                args=(name,),
                icon=":material/arrow_forward:",
                icon_position="right",
            )


def _sketch(cells: Sequence[str]) -> Markup:
    """A sample at a glance, for the eye alone; ``cells`` as in samples.toml, an empty one is a blind spot."""
    kinds = {"f": "first", "l": "low", "n": "near", "g": "good", "h": "hollow"}
    told = markup("")
    for cell in cells:
        both = {letter: " both" if letter.isupper() else "" for letter in cell}
        marks = markup("").join(markup("<i class='{}{}'></i>", kinds[x.lower()], both[x]) for x in cell)
        told += markup("<span class='{}'>{}</span>", "" if cell else "none", marks)
    return markup("<div class='kp-sketch' aria-hidden='true'>{}</div>", told)
