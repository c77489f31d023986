"""Tickets made by hand, as a presenter would fill them: for the tests of the drawing and to be looked at."""

from __future__ import annotations

from dataclasses import replace

import qrcode

from kiosk.present.paper.page import (
    LegendItem,
    TicketErrand,
    TicketGroup,
    TicketLater,
    TicketPage,
    TicketSlip,
    TicketStop,
)
from kiosk.present.shared.bilingual import BothWords

PHONE_URL = "https://ekeby.example/t/8pVZ3sGkQfK0m2xYb7wH1A"


def qr_rows(text: str = PHONE_URL) -> tuple[str, ...]:
    code = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    return tuple("".join("1" if dot else "0" for dot in row) for row in code.get_matrix())


def both(own: str, swedish: str = "") -> BothWords:
    return BothWords(own, swedish)


def todo(pictogram: str, own: str, swedish: str = "") -> TicketErrand:
    return TicketErrand(pictogram, BothWords(own, swedish))


OPEN = (
    BothWords("الاثنين 09:00–16:00", "måndag 09:00–16:00"),
    BothWords("الجمعة 09:00–15:00", "fredag 09:00–15:00"),
)


def arabic() -> TicketPage:
    """The longest usual ticket: five stops, eleven errands, two languages."""
    return TicketPage(
        office="Mötesplats Ekeby",
        taken="21 nov 2026 · 09:44",
        reprint="",
        number="2047",
        language="ar",
        rtl=True,
        script="Arab",
        first=both("أولاً: مصلحة الهجرة", "Först: Migrationsverket"),
        groups=(
            TicketGroup(
                "first",
                "",
                (
                    TicketStop(
                        "MV",
                        "M",
                        both("مصلحة الهجرة", "Migrationsverket"),
                        "family",
                        (
                            todo("decision-explained", "استلام القرار", "Få ditt beslut"),
                            todo("photo-and-fingerprint", "صورة وبصمات", "Foto och fingeravtryck"),
                            todo("card-return", "بطاقة \u2068LMA\u2069", "LMA-kort"),
                        ),
                        (
                            ("letter",),
                            ("lma-card",),
                        ),
                    ),
                    TicketStop(
                        "SKV",
                        "S",
                        both("مصلحة الضرائب", "Skatteverket"),
                        "family",
                        (todo("register-move", "تسجيل الانتقال", "Anmäl flytt till Sverige"),),
                        (
                            ("passport",),
                            ("decision",),
                        ),
                    ),
                ),
            ),
            TicketGroup(
                "any",
                "بأي ترتيب",
                (
                    TicketStop(
                        "FK",
                        "F",
                        both("صندوق التأمينات", "Försäkringskassan"),
                        "",
                        (todo("give-details", "تقديم البيانات", "Lämna uppgifter"),),
                        (
                            ("decision",),
                            ("bank-card",),
                        ),
                    ),
                    TicketStop(
                        "AF",
                        "A",
                        both("مكتب العمل", "Arbetsförmedlingen"),
                        "",
                        (
                            todo("register-jobseeker", "التسجيل", "Skriv in dig"),
                            todo("work-study-talk", "حديث عن العمل", "Samtal om arbete"),
                        ),
                        (
                            ("decision",),
                            ("grades",),
                        ),
                    ),
                ),
            ),
            TicketGroup(
                "last",
                "أخيراً",
                (
                    TicketStop(
                        "KOM",
                        "K",
                        both("البلدية", "Kommunen"),
                        "",
                        (
                            todo("home-key", "السكن", "Bostad"),
                            todo("food-and-rent", "المال", "Pengar"),
                            todo("school", "المدرسة", "Skola"),
                            todo("swedish", "السويدية", "Svenska"),
                        ),
                        (
                            ("decision",),
                            ("rent-contract",),
                        ),
                    ),
                ),
            ),
        ),
        slip=TicketSlip(
            OPEN,
            (
                TicketLater(
                    "waiting-for-letter",
                    both("عُد عندما تصلك الرسالة", "Kom tillbaka med Skatteverkets brev"),
                    (
                        TicketErrand("id-card-new", both("بطاقة الهوية", "Id-kort"), "SKV"),
                        todo("bank-card", "حساب بنكي", "Bankkonto"),
                    ),
                ),
            ),
        ),
        ask_us="اسألنا. نحن نساعدك.",
        phone="تابع على الهاتف",
        qr=qr_rows(),
        show="Visa",
        legend=(
            LegendItem("letter", "Letter"),
            LegendItem("decision", "Decision"),
            LegendItem("family", "Whole family"),
        ),
    )


def swedish() -> TicketPage:
    """Three stops, one language, the whole family, nothing to come back for."""
    return TicketPage(
        office="Mötesplats Ekeby",
        taken="21 nov 2026 · 13:05",
        reprint="",
        number="1003",
        language="sv",
        rtl=False,
        script="Latn",
        first=both("Först: Skatteverket"),
        groups=(
            TicketGroup(
                "first",
                "",
                (
                    TicketStop(
                        "SKV",
                        "S",
                        both("Skatteverket"),
                        "family",
                        (todo("register-move", "Anmäl flytt till Sverige"),),
                        (
                            ("passport",),
                            ("residence-permit-card",),
                        ),
                    ),
                ),
            ),
            TicketGroup(
                "any",
                "Ordningen kan variera",
                (
                    TicketStop(
                        "FK",
                        "F",
                        both("Försäkringskassan"),
                        "",
                        (
                            todo("give-details", "Lämna uppgifter"),
                            todo("housing-supplement", "Tillägg och bostad"),
                        ),
                        (("bank-card",),),
                    ),
                    TicketStop(
                        "AF",
                        "A",
                        both("Arbetsförmedlingen"),
                        "",
                        (todo("register-jobseeker", "Skriv in dig"),),
                        (),
                    ),
                ),
            ),
        ),
        ask_us="Fråga oss. Vi hjälper dig.",
        phone="Följ på telefonen",
        qr=qr_rows(),
        show="Visa",
        legend=(
            LegendItem("letter", "Letter"),
            LegendItem("decision", "Decision"),
            LegendItem("family", "Whole family"),
        ),
    )


def reception() -> TicketPage:
    """Someone who wants to talk to a person: one stop, no phone page."""
    return TicketPage(
        office="Mötesplats Ekeby",
        taken="21 nov 2026 · 10:15",
        reprint="",
        number="90017",
        language="ti",
        rtl=False,
        script="Ethi",
        first=both("መጀመርታ፦ መቀበሊ", "Först: Receptionen"),
        groups=(
            TicketGroup(
                "first",
                "",
                (
                    TicketStop(
                        "REC",
                        "R",
                        both("መቀበሊ", "Receptionen"),
                        "",
                        (todo("talk", "ምስ ሰራሕተኛ ተዘራረብ", "Prata med personal"),),
                        (),
                    ),
                ),
            ),
        ),
        ask_us="ሕተቱና። ክንሕግዘኩም ኢና።",
        show="Visa",
        legend=(
            LegendItem("letter", "Letter"),
            LegendItem("decision", "Decision"),
            LegendItem("family", "Whole family"),
        ),
    )


def english() -> TicketPage:
    """The order is free from the start, something to come back for, something not today, an interpreter."""
    return TicketPage(
        office="Mötesplats Södertälje Centrum",
        taken="21 nov 2026 · 15:58",
        reprint="ny utskrift",
        number="2999",
        language="en",
        rtl=False,
        script="Latn",
        first=both(""),
        groups=(
            TicketGroup(
                "any",
                "The order may vary",
                (
                    TicketStop(
                        "PM",
                        "P",
                        both("Swedish Pensions Agency", "Pensionsmyndigheten"),
                        "",
                        (todo("older-support", "Support for older people", "Äldreförsörjningsstöd"),),
                        (
                            ("residence-permit-card",),
                            ("bank-card",),
                            ("rent-contract",),
                        ),
                    ),
                    TicketStop(
                        "SKV",
                        "S",
                        both("Swedish Tax Agency", "Skatteverket"),
                        "family",
                        (
                            todo("register-move", "Register your move to Sweden", "Anmäl flytt till Sverige"),
                            todo("id-card-new", "Apply for an ID card", "Ansök om id-kort"),
                        ),
                        (
                            ("passport", "passport-eu"),
                            ("receipt",),
                        ),
                    ),
                ),
            ),
        ),
        slip=TicketSlip(
            (both("Monday–Friday 09:00–16:00", "måndag–fredag 09:00–16:00"),),
            (
                TicketLater(
                    "waiting-for-letter",
                    both(
                        "Come back when the letter with your personal number has come",
                        "Kom tillbaka när brevet med personnumret har kommit",
                    ),
                    (todo("give-details", "Give your details", "Lämna uppgifter"),),
                ),
                TicketLater(
                    "not-today",
                    both("Not today", "Inte i dag"),
                    (
                        todo(
                            "school",
                            "School for the children: Tuesday and Thursday 10:00–14:00",
                            "Skola för barnen: tisdag och torsdag 10:00–14:00",
                        ),
                    ),
                ),
            ),
        ),
        ask_us="Ask us. We will help you.",
        phone="Follow on your phone",
        qr=qr_rows(),
        interpreter="Interpreter: English",
        show="Visa",
        legend=(
            LegendItem("letter", "Letter"),
            LegendItem("decision", "Decision"),
            LegendItem("family", "Whole family"),
        ),
    )


def hard() -> TicketPage:
    """Words longer than any line, more papers than fit beside them, an agency nobody drew a sign for."""
    page = arabic()
    endless = "Uppehållstillståndskortsansökningsblankettsgranskningsnämnden"
    stop = TicketStop(
        "XYZ",
        "X",
        both("Ö" * 60, endless),
        "family",
        (todo("no-such-picture", endless, endless + " " + endless),),
        (
            ("letter",),
            ("decision",),
            ("passport",),
            ("grades",),
            ("receipt",),
        ),
    )
    return replace(
        page,
        office=endless + " " + endless,
        number="99999",
        reprint="ny utskrift",
        groups=(
            TicketGroup("first", "طويل " * 12, (stop,)),
            TicketGroup("any", "", (stop, stop)),
        ),
        first=both("أولاً: " + "مصلحة الهجرة " * 5, endless),
    )


SAMPLES = {"arabic": arabic, "swedish": swedish, "reception": reception, "english": english, "hard": hard}
