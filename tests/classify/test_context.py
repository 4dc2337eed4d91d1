"""Who decides: the user, then the file's own columns, then the name, then the campaign and the channel."""

import pytest

from core.classify import classify, classify_all, settled_by
from core.model import Correction, Touchpoint


@pytest.mark.parametrize(
    ("cell", "phase", "stage"),
    [
        ("Før", "pre", "consideration"),
        ("Før køb", "pre", "consideration"),
        ("1. Før købet", "pre", "consideration"),
        ("Foer koeb", "pre", "consideration"),
        ("FÖRE KÖP", "pre", "consideration"),
        ("Before purchase", "pre", "consideration"),
        ("Pre-purchase", "pre", "consideration"),
        ("Fase 1", "pre", "consideration"),
        ("Under køb", "during", "purchase"),
        ("Under", "during", "purchase"),
        ("During", "during", "purchase"),
        ("Efter", "post", "satisfaction"),
        ("Efter köp", "post", "satisfaction"),
        ("Post-purchase", "post", "satisfaction"),
        ("After sales", "post", "satisfaction"),
        ("Phase 3", "post", "satisfaction"),
        ("TOFU", "pre", "awareness"),
        ("mofu", "pre", "consideration"),
        ("Bottom of funnel", "during", "purchase"),
        ("Awareness", "pre", "awareness"),
        ("Kendskab", "pre", "awareness"),
        ("Før: awareness", "pre", "awareness"),
        ("Overvejelse", "pre", "consideration"),
        ("Køb", "during", "purchase"),
        ("Nöjdhet", "post", "satisfaction"),
        ("Loyalitet", "post", "loyalty"),
        ("Retention", "post", "loyalty"),
    ],
)
@pytest.mark.parametrize("column", ["phase", "stage"])
def test_a_cell_of_the_phase_or_stage_column(column, cell, phase, stage):
    found = classify("K14-B", context={column: cell})
    assert (found.phase, found.stage, found.confidence) == (phase, stage, 1.0)
    assert (found.rule.source, found.rule.matched) == ("file", column)


@pytest.mark.parametrize("cell", ["", "?", "Marketing", "Før / efter", "Pre + post", "42", "x" * 100_000])
def test_a_cell_that_names_no_phase_leaves_it_to_the_name(cell):
    found = classify("Kundeservice", context={"phase": cell})
    assert (found.phase, found.rule.source) == ("post", "lexicon")


@pytest.mark.parametrize(
    ("cell", "setting"),
    [
        ("Online", "online"),
        ("Digitalt", "online"),
        ("Fysisk", "offline"),
        ("Butik", "offline"),
        ("OFFLINE", "offline"),
        ("Begge", "both"),
        ("Online/offline", "both"),
        ("Både online och offline", "both"),
        ("?", "unknown"),
    ],
)
def test_a_cell_of_the_setting_column(cell, setting):
    found = classify("K14-B", context={"setting": cell})
    assert (found.setting, found.phase, found.rule.source) == (setting, "unknown", "none")


@pytest.mark.parametrize(
    ("name", "context", "phase", "stage"),
    [
        ("Facebook", {"phase": "Før"}, "pre", "awareness"),  # the name's own stage fits
        ("Facebook", {"phase": "Efter"}, "post", "loyalty"),  # an alternative of the concept fits
        ("Facebook", {"phase": "Under"}, "during", "purchase"),  # neither: the usual stage
        ("Faktura", {"phase": "Før"}, "pre", "consideration"),
        ("Faktura", {"stage": "Loyalty"}, "post", "loyalty"),
        ("Faktura", {"phase": "Før", "stage": "Awareness"}, "pre", "awareness"),
        ("Faktura", {"phase": "Før", "stage": "Loyalty"}, "pre", "consideration"),  # the phase column is right
    ],
)
def test_the_name_fills_what_the_file_leaves_open(name, context, phase, stage):
    found = classify(name, context=context)
    assert (found.phase, found.stage, found.also) == (phase, stage, ())


@pytest.mark.parametrize(
    ("name", "context", "stage", "setting", "matched"),
    [
        ("CAMP-0012", {"channel": "google / cpc"}, "awareness", "online", "google / cpc"),
        ("Sommer 2025", {"channel": "Facebook Ads"}, "awareness", "online", "Facebook Ads"),
        ("CAMP-0012", {"channel": "Email", "campaign": "Abandoned cart"}, "purchase", "online", "Abandoned cart"),
        ("E-mail", {"campaign": "Velkomst"}, "satisfaction", "online", "Velkomst"),
        ("Facebook", {"campaign": "Win-back marts"}, "loyalty", "online", "Win-back"),
        ("Nyhedsbrev", {"campaign": "Kundeklub"}, "loyalty", "online", "Kundeklub"),
        ("Nyhedsbrev", {"campaign": "Sommer 25"}, "consideration", "online", "Nyhedsbrev"),
        ("Checkout", {"campaign": "Win-back"}, "purchase", "online", "Checkout"),  # a name that leaves nothing open
        ("Kundeservice", {"channel": "Telefon"}, "satisfaction", "both", "Kundeservice"),
    ],
)
def test_campaign_and_channel_help_where_the_name_leaves_it_open(name, context, stage, setting, matched):
    found = classify(name, context=context)
    assert (found.stage, found.setting, found.rule.matched) == (stage, setting, matched)
    assert found.rule.source == "lexicon"


def test_a_word_from_another_column_counts_for_less():
    assert classify("K14-B", context={"campaign": "Checkout"}).confidence < classify("Checkout").confidence


@pytest.mark.parametrize(
    ("correction", "phase", "stage", "setting"),
    [
        (Correction(phase="post"), "post", "satisfaction", "online"),
        (Correction(phase="during"), "during", "purchase", "online"),
        (Correction(stage="loyalty"), "post", "loyalty", "online"),
        (Correction(phase="pre", stage="awareness"), "pre", "awareness", "online"),
        (Correction(phase="pre", stage="loyalty"), "pre", "consideration", "online"),  # the phase is right
        (Correction(phase="unknown"), "unknown", "unknown", "online"),
        (Correction(phase="during", setting="offline"), "during", "purchase", "offline"),
    ],
)
@pytest.mark.parametrize("context", [None, {"phase": "Efter"}])
def test_a_correction_outranks_everything(correction, phase, stage, setting, context):
    found = classify("Chat", context=context, correction=correction)
    assert (found.phase, found.stage, found.setting) == (phase, stage, setting)
    assert (found.rule.source, found.confidence, found.also) == ("correction", 1.0, ())


def test_a_correction_of_the_setting_leaves_the_phase_a_guess():
    plain = classify("Facebook")
    found = classify("Facebook", correction=Correction(setting="offline"))
    assert found.setting == "offline"
    assert (found.phase, found.confidence, found.rule, found.also) == (
        *(plain.phase, plain.confidence, plain.rule, plain.also),
    )


@pytest.mark.parametrize("correction", [Correction(), Correction(phase="banana", stage="", setting="moon")])
def test_a_correction_that_says_nothing_changes_nothing(correction):
    assert classify("Faktura", correction=correction) == classify("Faktura")


def test_all_at_once():
    rows = [
        Touchpoint("checkout", "Checkout"),
        Touchpoint("facebook|post", "Facebook", {"phase": "Efter"}),
        Touchpoint("k14-b", "K14-B"),
    ]
    found = classify_all(rows, {"k14-b": Correction(stage="loyalty"), "nobody": Correction(phase="pre")})
    assert {key: place.stage for key, place in found.items()} == {
        "checkout": "purchase",
        "facebook|post": "loyalty",
        "k14-b": "loyalty",
    }
    assert found["checkout"] == classify("Checkout")
    assert classify_all(rows, {})["k14-b"].phase == "unknown"


def test_one_name_in_two_phases_is_corrected_apart():
    points = [
        Touchpoint("telefon (pre)", "Telefon", {"phase": "Før"}),
        Touchpoint("telefon (post)", "Telefon", {"phase": "Efter"}),
    ]
    alone = classify_all(points, {"telefon (pre)": Correction(phase="during")})
    assert [alone[p.key].phase for p in points] == ["during", "post"]
    both = classify_all(points, {"telefon": Correction(setting="offline")})
    assert [both[p.key].setting for p in points] == ["offline", "offline"]


@pytest.mark.parametrize(
    ("name", "context", "correction", "source"),
    [
        ("Faktura", {}, None, "lexicon"),
        ("Facebook", {}, None, "guess"),
        ("Qwertz", {}, None, "none"),
        ("Facebook", {"phase": "Efter"}, None, "file"),
        ("Facebook", {}, Correction(phase="post"), "correction"),
    ],
)
def test_who_settled_the_class(name, context, correction, source):
    assert settled_by(classify(name, context=context, correction=correction)) == source
