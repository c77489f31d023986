"""Makes `dates.json`, the names of months and weekdays of every language, from CLDR.

`python -m kiosk.present.language.make_dates`, and `make translations` does it too. Babel keeps all of CLDR for each
language that it is asked for, 1.3 MB each; a date needs 31 words of it. A test holds that the file is what CLDR gives.
"""

from __future__ import annotations

import json

from kiosk.present.language.dates import TABLE
from kiosk.present.language.languages import LANGUAGES


def made() -> str:
    """The table as text."""
    from babel.core import Locale

    table = {}
    for language in LANGUAGES.values():
        locale = Locale.parse(language.locale)
        months, days = locale.months["format"], locale.days["format"]["wide"]
        table[language.locale] = {
            "months": [months["wide"][month] for month in range(1, 13)],
            "short_months": [months["abbreviated"][month] for month in range(1, 13)],
            "weekdays": [days[day] for day in range(7)],
        }
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    TABLE.write_text(made(), encoding="utf-8")
