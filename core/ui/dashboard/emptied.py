"""What stands where the filters leave nothing to show: which they are, and the way back."""

import streamlit as st

from core.story import Story
from core.story.hidden import chosen
from core.ui.frame.bar import clear_filters
from core.ui.pieces.safe import markup, tidy


def emptied(story: Story) -> None:
    """Instead of pictures without a mark and of advice that the whole file does not need."""
    say = story.language.say
    with st.container(border=True, key="verdict"):
        lines = markup("").join(markup("<li>{}</li>", tidy(line)) for line in chosen(story).values())
        head = markup("<h1 class='kp-verdict'>{}</h1><p class='kp-why'>{}</p>", story.headline(), say("hidden.what"))
        st.html(head + markup("<ul class='kp-list'>{}</ul><p>{}</p>", lines, say("hidden.undo")))
        st.button(say("show.filter-clear"), on_click=clear_filters, key="_show-all", icon=":material/filter_list_off:")
