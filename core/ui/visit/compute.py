"""From the upload to what the pages show, each step kept under the content's digest and the choices, never a frame."""

import hashlib
import json
import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import streamlit as st

from core import pipeline
from core.errors import KontaktpunktError
from core.model import Analysis, Dataset, Message, Settings
from core.story import Story
from core.texts import Language
from core.ui.visit import session
from core.ui.visit.keeping import Kept
from core.ui.visit.sending import sendable
from core.ui.visit.session import Upload, close_upload, open_upload, pseudonym_key, set_notice, settings, upload
from core.ui.visit.standing import Standing
from core.ui.visit.warmth import load_ahead

_READING_CHOICES = (
    "mapping", "touchpoint_column", "currency", "decimal_marks", "day_first", "header_rows", "sheets", "grains",
    "sale_events", "merges", "apart", "layouts", "bookings", "year_start",
)  # fmt: skip


_LOOKED_AT = 4  # views between which a visitor goes back and forth, as she tries the presets
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class View:
    """What the pages show: the data, the analysis, and the key under which pictures of it are kept; they show what is
    measured, whatever is supposed."""

    dataset: Dataset
    analysis: Analysis
    key: str


@dataclass(frozen=True, slots=True)
class _Seen:
    """A view and what it was made of: uploads and settings are replaced, never edited, so that the same ones tell.

    ``key`` names all of it, also choices that change no picture. ``made``: what was made of the view since.
    """

    upload: Upload
    settings: Settings
    key: str
    view: View
    made: Mapping[str, Any] = field(default_factory=dict)


def awaited_view(language: Language) -> View | None:
    """The current view; a word that it is being computed where it is not at hand."""
    if upload() is None or at_hand():
        return current_view()
    with st.spinner(language.say("page.working"), show_time=False):
        return current_view()


def story_of(view: View, language: Language) -> Story:
    """The view's analysis, to be told in ``language``."""
    return Story(view.analysis, language)


def at_hand() -> bool:
    """Whether the current view is known, and need not be computed."""
    return _seen() is not None


def spoken(language: Language) -> Language:
    """``language`` as the business that is looked at speaks it."""
    view = awaited_view(language)
    return language if view is None else Story(view.analysis, language).language


def current_view(standing: Standing | None = None) -> View | None:
    """The analysis of what this visitor uploaded, under her choices; None where nothing is uploaded."""
    if seen := _seen():
        return seen.view
    shown, view = upload(), _view(standing)
    if shown is not None and view is not None:
        _remember(_Seen(shown, settings(), f"{shown.digest}:{_digest(settings().reckoned.to_json())}", view))
    return view


def _seen() -> _Seen | None:
    """The last view, if neither upload nor settings were replaced since; else one that was looked at before."""
    shown, chosen, last = upload(), settings(), _last()
    if last and last.upload is shown and last.settings is chosen:
        return last
    before = next((one for one in session.seen() if one.upload is shown and one.settings == chosen), None)
    return _remember(replace(before, settings=chosen)) if before else None


def _last() -> _Seen | None:
    """The last view and what was made of it."""
    return next(iter(session.seen()), None)


def _remember(view: _Seen) -> _Seen:
    """``view`` is the last one now; of the same upload the others before it stay at hand."""
    others = [one for one in session.seen() if one.upload is view.upload and one.key != view.key]
    session.remember((view, *others[: _LOOKED_AT - 1]))
    return view


def _view(standing: Standing | None) -> View | None:
    shown = upload()
    if shown is None:
        return None
    chosen = settings().reckoned  # what is kept holds no word that a meeting agreed
    choices, reading = chosen.to_json(), _digest(_reading(chosen))
    if standing:
        standing.understand()
    dataset = _dataset(shown.digest, reading, _upload=shown, _settings=chosen)
    if standing:
        standing.compute()
    key = f"{shown.digest}:{_digest(choices)}"
    drawn = f"{shown.digest}:{_digest({k: v for k, v in choices.items() if k != 'suppositions'})}"
    source = f"{shown.digest}:{reading}:{_digest(pipeline.gathered_by(chosen))}"
    basis = f"{shown.digest}:{_digest(pipeline.measured_by(chosen))}"
    found = _analysis(key, basis, source, _dataset=dataset, _settings=chosen)
    return View(dataset, found if chosen == settings() else replace(found, settings=settings()), drawn)


def _understand(digest: str, reading: str, *, _upload: Upload, _settings: Settings) -> Dataset:
    return pipeline.understand(_upload.books, _settings, issues=_upload.issues, key=pseudonym_key())


def _analyse(key: str, basis: str, source: str, *, _dataset: Dataset, _settings: Settings) -> Analysis:
    measured = _measured(basis, source, _dataset=_dataset, _settings=_settings)
    return pipeline.analyse(_dataset, _settings, measured)


def _measure(basis: str, source: str, *, _dataset: Dataset, _settings: Settings) -> pipeline.Measured:
    return pipeline.measure(_dataset, _settings, _gathered(source, _dataset=_dataset, _settings=_settings))


def _gather(source: str, *, _dataset: Dataset, _settings: Settings) -> pipeline.Gathered:
    return pipeline.gather(_dataset, _settings)


def _draw(key: str, *, _build: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
    return sendable(_build())


def _reading(chosen: Settings) -> Mapping[str, Any]:
    """The choices that the reading of a file follows."""
    choices = chosen.to_json()
    return {name: choices[name] for name in _READING_CHOICES}


def _by_hand(chosen: Settings) -> Mapping[str, Any]:
    """All choices that are reckoned with but the ready-made weights: what a visitor sets for herself."""
    return {k: v for k, v in chosen.reckoned.to_json().items() if k != "preset"}


_dataset = Kept(_understand, by=_reading, own=3, ours=6)
_gathered = Kept(_gather, by=pipeline.gathered_by, own=3, ours=6)
_measured = Kept(_measure, by=pipeline.measured_by, own=3, ours=6)
_analysis = Kept(_analyse, by=_by_hand, own=6, ours=24)
_picture = Kept(_draw, by=_by_hand, own=60, ours=240)


def picture(key: str, *, build: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
    """A chart's specification, ready to be sent, made once per ``key`` (chart, view, language, theme, each before a
    colon). The last one of each chart is at hand: most reruns ask for it again."""
    seen, place = _last(), f"picture:{key.partition(':')[0]}"
    kept, spec = seen.made.get(place, ("", {})) if seen else ("", {})
    return spec if kept == key else _keep(place, (key, _picture(key, _build=build)))[1]


def made(name: str, story: Story, build: Callable[[], _Value]) -> _Value:
    """The value that ``build`` makes of ``story`` alone, made once while this view is looked at."""
    seen, key = _last(), f"{name}:{story.language.key}"
    if seen is None or seen.view.analysis is not story.analysis:
        return build()
    if key not in seen.made:
        return _keep(key, build())
    value: _Value = seen.made[key]
    return value


def _keep(key: str, value: _Value) -> _Value:
    """``value``, at hand as long as this view is looked at."""
    if seen := _last():  # as it is now: making the value may have left others there
        _remember(replace(seen, made={**seen.made, key: value}))
    return value


def shown(name: str, story: Story, draw: Callable[[], None]) -> None:
    """What ``draw`` puts on the page for ``story`` alone (no widgets): put there again without being made again."""
    seen = _last()
    if seen is None or seen.view.analysis is not story.analysis:
        draw()
    else:
        _shown(f"{name}:{seen.key}:{story.language.key}", _draw=draw)


@st.cache_resource(scope="session", max_entries=60, show_spinner=False)
def _shown(key: str, *, _draw: Callable[[], None]) -> None:
    _draw()


def take(files: Sequence[tuple[str, bytes]], *, sample: str | None = None, standing: Standing | None = None) -> bool:
    """Read ``files`` (a ``sample`` of ours) and show them; a refusal becomes the notice. True if all went well.

    ``standing`` hears how far that is.
    """
    load_ahead().cancel()
    try:
        _open(files, sample, standing)
        current_view(standing)
    except KontaktpunktError as error:
        set_notice(error.message)
    except Exception as error:  # noqa: BLE001 - a fault of ours must not cost the visitor her page
        set_notice(_incident(error))
    else:
        set_notice(None)
        return True
    close()
    return False


def close() -> None:
    """Back to the start page; data, analysis and pictures are dropped at once."""
    close_upload()
    for cached in (_dataset, _gathered, _measured, _analysis, _picture, _shown):
        cached.clear()


def _open(files: Sequence[tuple[str, bytes]], sample: str | None, standing: Standing | None) -> None:
    books, issues = pipeline.read(files, report=standing.read if standing else None)
    read = [(name, hashlib.sha256(data).hexdigest()) for name, data in files]
    digest = _digest([read, [issue.file for issue in issues]])
    opened = replace(pipeline.settings_inside(books) or Settings(), language="en")
    open_upload(Upload(digest, books, issues, sample, opened))


def _incident(error: Exception) -> Message:
    """A sentence with a number that stands in the log too; the log gets the kind of fault, never its content."""
    number = secrets.token_hex(4)
    logging.getLogger("kontaktpunkt").error("incident %s: %s", number, type(error).__name__)
    return Message("refusal.unexpected", {"number": number})


def _digest(values: object) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()[:16]
