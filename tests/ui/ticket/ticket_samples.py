"""Tickets made by hand, as a presenter would fill them: for the tests of the drawing and to be looked at."""

from __future__ import annotations

from dataclasses import replace

import qrcode

from kiosk.present.paper.page import TicketErrand, TicketGroup, TicketLater, TicketPage, TicketStop
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
                both(""),
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
                        ("letter", "lma-card"),
                    ),
                    TicketStop(
                        "SKV",
                        "S",
                        both("مصلحة الضرائب", "Skatteverket"),
                        "family",
                        (todo("register-move", "تسجيل الانتقال", "Anmäl flytt till Sverige"),),
                        ("passport", "decision"),
                    ),
                ),
            ),
            TicketGroup(
                "any",
                both("بأي ترتيب", "Ordningen kan variera"),
                (
                    TicketStop(
                        "FK",
                        "F",
                        both("صندوق التأمينات", "Försäkringskassan"),
                        "",
                        (todo("give-details", "تقديم البيانات", "Lämna uppgifter"),),
                        ("decision", "bank-card"),
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
                        ("decision", "grades"),
                    ),
                ),
            ),
            TicketGroup(
                "last",
                both("أخيراً", "Sist"),
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
                        ("decision", "rent-contract"),
                    ),
                ),
            ),
        ),
        later=(
            TicketLater(
                "waiting-for-letter",
                both("عُد عندما تصلك الرسالة", "Kom tillbaka med Skatteverkets brev"),
                (todo("id-card-new", "بطاقة الهوية", "Id-kort"), todo("bank-card", "حساب بنكي", "Bankkonto")),
            ),
        ),
        ask_us=both("اسألنا. نحن نساعدك.", "Fråga oss. Vi hjälper dig."),
        phone=both("تابع على الهاتف", "Följ på telefonen"),
        qr=qr_rows(),
        show=both("Visa"),
        legend=(
            todo("letter", "Letter", "Brev"),
            todo("decision", "Decision", "Beslut"),
            todo("family", "Whole family", "Hela familjen"),
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
                both(""),
                (
                    TicketStop(
                        "SKV",
                        "S",
                        both("Skatteverket"),
                        "family",
                        (todo("register-move", "Anmäl flytt till Sverige"),),
                        ("passport", "residence-permit-card"),
                    ),
                ),
            ),
            TicketGroup(
                "any",
                both("Ordningen kan variera"),
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
                        ("bank-card",),
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
        later=(),
        ask_us=both("Fråga oss. Vi hjälper dig."),
        phone=both("Följ på telefonen"),
        qr=qr_rows(),
        show=both("Visa"),
        legend=(
            todo("letter", "Letter", "Brev"),
            todo("decision", "Decision", "Beslut"),
            todo("family", "Whole family", "Hela familjen"),
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
                both(""),
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
        later=(),
        ask_us=both("ሕተቱና። ክንሕግዘኩም ኢና።", "Fråga oss. Vi hjälper dig."),
        show=both("Visa"),
        legend=(
            todo("letter", "Letter", "Brev"),
            todo("decision", "Decision", "Beslut"),
            todo("family", "Whole family", "Hela familjen"),
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
                both("In any order", "Ordningen kan variera"),
                (
                    TicketStop(
                        "PM",
                        "P",
                        both("Swedish Pensions Agency", "Pensionsmyndigheten"),
                        "",
                        (todo("older-support", "Support for older people", "Äldreförsörjningsstöd"),),
                        ("residence-permit-card", "bank-card", "rent-contract"),
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
                        ("passport", "receipt"),
                    ),
                ),
            ),
        ),
        later=(
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
        ask_us=both("Ask us. We will help you.", "Fråga oss. Vi hjälper dig."),
        phone=both("Follow on your phone", "Följ på telefonen"),
        qr=qr_rows(),
        interpreter=both("Interpreter: English", "Tolk: engelska"),
        show=both("Visa"),
        legend=(
            todo("letter", "Letter", "Brev"),
            todo("decision", "Decision", "Beslut"),
            todo("family", "Whole family", "Hela familjen"),
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
        ("letter", "decision", "passport", "grades", "receipt"),
    )
    return replace(
        page,
        office=endless + " " + endless,
        number="99999",
        reprint="ny utskrift",
        groups=(
            TicketGroup("first", both("طويل " * 12, endless), (stop,)),
            TicketGroup("any", both("", ""), (stop, stop)),
        ),
        first=both("أولاً: " + "مصلحة الهجرة " * 5, endless),
    )


SAMPLES = {"arabic": arabic, "swedish": swedish, "reception": reception, "english": english, "hard": hard}
