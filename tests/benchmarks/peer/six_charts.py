"""The peer: an empty page with six plain charts, as small as a Streamlit page with charts can be."""

import altair as alt
import pandas as pd
import streamlit as st

st.set_page_config(layout="wide")
frame = pd.DataFrame({"x": range(30), "y": [(7 * n) % 11 for n in range(30)]})
for column, number in zip(st.columns(3) * 2, range(6), strict=True):
    column.altair_chart(alt.Chart(frame).mark_bar().encode(x="x:Q", y="y:Q"), key=f"c{number}")
st.button("again")
