"""Which business it is, and what it usually has."""

import pytest

from core.classify import concepts, guess_industry, missing_concepts

WEBSHOP = ["Google Ads", "Produktside", "Checkout", "Returnering", "Nyhedsbrev"]


@pytest.mark.parametrize(
    ("names", "industry"),
    [
        (WEBSHOP, "webshop"),
        (["Varukorg", "Kassan på nätet", "Frakt", "Returer"], "webshop"),
        (["Butik", "Provrum", "Kassa", "Skyltfönster"], "shop"),
        (["Fysisk butik", "Personale", "Prøverum"], "shop"),
        (["Säljmöte", "Offert", "Mässor", "Onboarding"], "b2b"),
        (["Sales demo", "Proposal", "Webinar", "QBR"], "b2b"),
        (["Bordbestilling", "Menukort", "Tjener", "Wolt"], "restaurant"),
        (["Waiting room", "Consultation", "Front desk", "GP referral"], "clinic"),
        (["Tandläkare", "Väntrum", "Behandling", "Kallelse"], "clinic"),
        (["Besigtigelse", "Montering", "Kontaktformular", "Reparation"], "services"),
        (["Facebook", "Mail"], None),
        (["K14-B", "x7"], None),
        ([], None),
    ],
)
def test_the_names_give_the_business_away(names, industry):
    assert guess_industry(names) == industry


def test_what_a_webshop_lacks():
    missing = missing_concepts(WEBSHOP, industry="webshop")
    assert "support" in missing
    assert "delivery" in missing
    assert not {"checkout", "returns", "product_page", "newsletter", "search_ads"} & set(missing)


def test_an_equal_counts():
    assert "delivery" in missing_concepts(["Checkout"], industry="webshop")
    assert "delivery" not in missing_concepts(["Checkout", "GLS pakkeshop"], industry="webshop")


def test_a_second_word_in_a_name_counts():
    assert "survey" not in missing_concepts(["Tackmejl med enkät"], industry="shop")


def test_missing_ones_stand_along_the_journey():
    missing = missing_concepts([], industry="restaurant")
    order = list(concepts())
    assert len(missing) == 14
    assert list(missing) == sorted(missing, key=order.index)


@pytest.mark.parametrize("industry", [None, "", "circus"])
def test_an_unknown_business_lacks_nothing(industry):
    assert missing_concepts(WEBSHOP, industry=industry) == ()
