"""What names say: the word that decides, and what moves it. Every row is a fact about how people write."""

import pytest

from core.classify import classify


@pytest.mark.parametrize(
    ("name", "stage", "setting", "matched"),
    [
        # a whole phrase, a word, a part of a compound
        ("Abandoned cart", "purchase", "online", "Abandoned cart"),
        ("Vores nye nyhedsbrev", "consideration", "online", "nyhedsbrev"),
        ("Nyhedsbrevstilmelding", "consideration", "online", "Nyhedsbrevstilmelding"),
        ("Kundeservicechat", "satisfaction", "online", "Kundeservicechat"),
        ("Butikspersonal", "purchase", "offline", "Butikspersonal"),
        ("Returhantering", "satisfaction", "both", "Returhantering"),
        ("Havemøbelkatalog", "consideration", "both", "Havemøbelkatalog"),
        ("Kundentreueprogramm", "loyalty", "both", "Kundentreueprogramm"),
        # inflections
        ("Mässorna", "awareness", "offline", "Mässorna"),
        ("Annoncerne", "awareness", "both", "Annoncerne"),
        ("Brochures", "consideration", "both", "Brochures"),
        # written apart or together
        ("check out", "purchase", "online", "check out"),
        ("Web shop", "purchase", "online", "Web shop"),
        ("nyheds brev", "consideration", "online", "nyheds brev"),
        ("Click&Collect", "purchase", "both", "Click&Collect"),
        # letters that a keyboard lacks
        ("Proeverum", "purchase", "offline", "Proeverum"),
        ("AABENT HUS", "consideration", "offline", "AABENT HUS"),
        ("Foelg op", "satisfaction", "both", "Foelg op"),
        # numbers, dates, signs and emoji mean nothing
        ("Nyhedsbrev uge 12", "consideration", "online", "Nyhedsbrev"),
        ("2025-03 | Nyhetsbrev v. 48 🎉", "consideration", "online", "Nyhetsbrev"),
        ("TV2-spot Q3", "awareness", "offline", "TV2"),
        ("03_Checkout", "purchase", "online", "Checkout"),
        # slips of the pen
        ("Custmer support", "satisfaction", "both", "Custmer support"),
        ("Ordrebekræftlse", "satisfaction", "online", "Ordrebekræftlse"),
        ("Recpetion", "purchase", "offline", "Recpetion"),
    ],
)
def test_words(name, stage, setting, matched):
    found = classify(name)
    assert (found.stage, found.setting) == (stage, setting)
    assert (found.rule.source, found.rule.matched) == ("lexicon", matched)


@pytest.mark.parametrize(
    ("name", "stage"),
    [
        ("Facebook support", "satisfaction"),  # what happens outranks the channel
        ("Annonce på Facebook", "awareness"),  # a form outranks a channel
        ("Klagomål via telefon", "satisfaction"),
        ("Reviews og anbefalinger", "consideration"),  # the first of two equals
        ("Telefon (kundeservice)", "satisfaction"),
        ("telefon - support", "satisfaction"),
        ("Nyhedsbrev til kundeklubben", "loyalty"),
        ("Invoice by post", "satisfaction"),
        ("Påminnelse om service av bilen", "satisfaction"),
        ("Chat / returer", "satisfaction"),
        ("E-mail kvittering", "satisfaction"),
        ("Test drive", "consideration"),
    ],
)
def test_conflicts(name, stage):
    assert classify(name).stage == stage


@pytest.mark.parametrize(
    ("name", "phase", "also"),
    [
        ("E-mail", "pre", ("post",)),
        ("E-mail efter køb", "post", ("pre",)),
        ("Facebook – eksisterende kunder", "post", ("pre",)),
        ("Instagram prospecting", "pre", ()),
        ("Chat (presales)", "pre", ()),
        ("Support före köp", "pre", ("post",)),
        ("Mail til medlemmer", "post", ("pre",)),
        ("E-mail: tak for din ordre", "post", ()),
        ("Velkomstmail", "post", ("pre",)),
        ("Win-back mail", "post", ()),
        ("Retargeting på Facebook", "pre", ("during",)),
        ("Påmindelse om fornyelse", "post", ("during",)),
        ("Opfølgning på tilbud", "pre", ("during",)),
        ("After sales", "post", ()),
    ],
)
def test_movers(name, phase, also):
    found = classify(name)
    assert (found.phase, found.also) == (phase, also)


@pytest.mark.parametrize(
    ("name", "setting"),
    [
        ("Kundeservice", "both"),
        ("Kundeservice på telefon", "offline"),
        ("Kundeservice på mail", "online"),
        ("Support via chatt och telefon", "both"),
        ("Faktura via e-Boks", "online"),
        ("Invoice by post", "offline"),
        ("Velkomstbrev", "offline"),
        ("Velkomstmail", "online"),
        ("Reklamation i butik", "offline"),
        ("Online møde", "online"),
        ("Fysisk møde", "offline"),
        ("Store/website", "both"),
        ("Annonce i lokalavisen", "offline"),
        ("Digital menu", "online"),
        ("Offline sources", "offline"),
    ],
)
def test_settings(name, setting):
    assert classify(name).setting == setting


@pytest.mark.parametrize(
    "name",
    [
        *["CAMP-0012", "x1", "K14-B", "12345", "2024-11-03", "uge 12", "v. 48", "Q3", "Vår 2025", "SKU 88213", "#REF!"],
        *[
            "Test",
            "Diverse",
            "Andet",
            "Övrigt",
            "Annat",
            "Other",
            "Misc",
            "(not set)",
            "Unassigned",
            "N/A",
            "TBD",
            "Total",
        ],
        *["Selma Lagerlöf", "H.C. Andersen", "Göteborg", "Aarhus C", "Nordjylland", "Silkeborg", "Växjö C"],
        *[
            "Projekt Havfrue",
            "Team 3",
            "Gruppe 2",
            "Kolonne1",
            "Variant B",
            "Kund 12",
            "Blå",
            "asdf",
            "aaa",
            "",
            " ",
            "🎉",
        ],
        *["Vinterjakke str. M", "Gummistövlar", "Bordlampe", "Hundefoder", "Seat", "Journal"],
        *["Test campaign 3", "Testkampagne", "test order", "Marketing Manager", "Afventer svar", "Ukendt"],
        *["Board meeting", "Internal newsletter", "Personalemøde", "Styrelsemöte i Malmö", "Audit log"],
        *["Lånevapen till kursen", "Product A"],
    ],
)
def test_unknown_is_an_answer(name):
    found = classify(name)
    assert (found.phase, found.stage, found.setting, found.confidence) == ("unknown", "unknown", "unknown", 0.0)
    assert (found.rule.source, found.rule.matched) == ("none", "")


@pytest.mark.parametrize(
    "surer_first",
    [
        ("Checkout", "Checkout 2.0 blå havfrue"),  # words that nobody understands
        ("Checkout", "Facebook"),  # a channel that may stand in several phases
        ("Ordrebekræftelse", "Ordrebekræftlse"),  # a slip of the pen
        ("Katalog", "Havemøbelkatalog"),  # half a compound
        ("Nyhedsbrev", "E-mail"),
    ],
)
def test_confidence_falls(surer_first):
    sure, less = (classify(name).confidence for name in surer_first)
    assert 0 < less < sure < 1


@pytest.mark.parametrize("name", ["Facebook", "Telefon", "E-mail", "Website", "Chat", "Møde", "App", "Butik"])
def test_a_channel_alone_is_a_guess(name):
    found = classify(name)
    assert found.also
    assert found.confidence < 0.85


def test_only_the_first_two_hundred_characters_are_read():
    assert classify("x " * 99 + "Checkout").phase == "unknown"
    assert classify("x" * 10_000_000).phase == "unknown"
