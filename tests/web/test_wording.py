"""Which words stand on a page."""

import pytest

from speeches.web.wording import says_country


@pytest.mark.parametrize(
    ("body", "country", "says"),
    [
        ("Israel Economic and Cultural Office in Taipei", "Israel", True),
        ("Canadian Trade Office in Taipei", "Canada", True),
        ("German Institute Taipei", "Germany", True),
        ("Australian Office Taipei", "Australia", True),
        ("加拿大駐台北貿易辦事處", "加拿大", True),
        ("Pittsburgh", "United States", False),
        ("Belmopan", "Belize", False),
        # Shorter beginnings are too many a word's.
        ("Permanent Mission", "Peru", False),
        ("British Office Taipei", "United Kingdom", False),
    ],
)
def test_a_body_may_say_its_country_itself(body, country, says):
    assert says_country(body, country) == says
