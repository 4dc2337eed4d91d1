"""The start page: what this is, one upload box, three samples, the template, and what happens to the data."""

from pathlib import Path

import streamlit as st

from core.exports import template
from core.tables import read_table
from core.texts import Language
from core.ui import compute, session
from core.ui.safe import markup, plain

SAMPLES = Path(__file__).parents[2] / "sample_data"
_ACCEPTED = ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv", "txt"]


def start_page(language: Language) -> None:
    """Everything that a visitor sees before there is data."""
    say = language.say
    with st.container(key="hero"):
        st.html(markup("<h1 class='kp-hero'>{}</h1><p class='kp-lead'>{}</p>", say("start.title"), say("start.what")))
        _notice(language)
        st.file_uploader(
            say("start.upload"),
            type=_ACCEPTED,
            accept_multiple_files=True,
            key="_files",
            on_change=_take_upload,
        )
    _samples(language)
    _template_and_privacy(language)


def _notice(language: Language) -> None:
    refused = session.notice()
    if refused is not None:
        st.error(plain(language.message(refused)), title=language.say("start.refused"), icon=":material/error:")


def _take_upload() -> None:
    files = [(file.name, file.getvalue()) for file in st.session_state["_files"] or ()]
    if files:
        compute.take(files)


def open_sample(sample: str) -> bool:
    """Show one of the samples; False for a name that is none of them."""
    entry = read_table(SAMPLES / "samples.toml").get(sample)
    if entry is None:
        return False
    path = SAMPLES / entry["file"]
    return compute.take([(path.name, path.read_bytes())], sample=sample)


def open_linked_sample() -> None:
    """A link such as ``?sample=dansk-webshop`` opens that sample, if nothing is open yet."""
    wished = st.query_params.get("sample")
    if wished and session.upload() is None and not open_sample(wished):
        st.query_params.pop("sample", None)


def _open_sample_and_link(sample: str) -> None:
    if open_sample(sample):
        st.query_params["sample"] = sample


def _samples(language: Language) -> None:
    st.subheader(language.say("start.samples"), anchor=False)
    samples = read_table(SAMPLES / "samples.toml")
    for column, (name, entry) in zip(st.columns(len(samples)), samples.items(), strict=True):
        with column.container(border=True, height="stretch", key=f"sample-{name}"):
            text = markup(
                "<div class='kp-sample'><h3>{}</h3><p>{}</p></div>",
                language.label(entry),
                language.label(entry, "description"),
            )
            st.html(text)
            st.button(
                language.say("start.open-sample"),
                key=f"_open-{name}",
                on_click=_open_sample_and_link,
                args=(name,),
                icon=":material/arrow_forward:",
                icon_position="right",
            )


def _template_and_privacy(language: Language) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        st.html(markup("<h3 class='kp-small'>{}</h3>", language.say("start.template")))
        st.download_button(
            language.say("start.template-button"),
            lambda: template(language),
            file_name=f"kontaktpunkt-{language.code}.xlsx",
            on_click="ignore",
            icon=":material/download:",
        )
    with right:
        text = markup(
            "<h3 class='kp-small'>{}</h3><p class='kp-quiet'>{}</p>",
            language.say("start.privacy-title"),
            language.say("start.privacy"),
        )
        st.html(text)
