"""Kiosk views made by hand, with words as long as real ones; what the presenter says may change, these stay."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kiosk.present.kiosk.view import ChoiceView, Greeting, KioskView, LineView, SheetView, Tool

TOOLS: Final = (
    Tool("person", "Prata med personal", "staff"),
    Tool("language", "Språk", "language"),
    Tool("listen", "Lyssna", "listen"),
    Tool("larger", "Större text", "larger-text"),
    Tool("lower", "Lägre knappar", "lower-buttons"),
    Tool("contrast", "Kontrast", "contrast"),
    Tool("start_over", "Börja om", "start-over"),
)
TOOLS_AR: Final = tuple(
    replace(tool, text=text)
    for tool, text in zip(
        TOOLS,
        ("تحدّث مع موظف", "اللغة", "استمع", "نص أكبر", "أزرار أخفض", "تباين", "ابدأ من جديد"),
        strict=True,
    )
)

PAPERS: Final = KioskView(
    layout="tiles",
    place="question.papers",
    language="sv",
    rtl=False,
    script="Latn",
    office="Ekeby",
    clock="09:42",
    steps_done=3,
    steps=9,
    title="Vilka papper har du med dig?",
    hint="Du kan välja flera",
    choices=(
        ChoiceView(
            "ut_card", "Uppehålls\u00adtillstånds\u00adkort", "", "residence-permit-card", selected=True
        ),
        ChoiceView("decision", "Beslut på papper", "", "decision"),
        ChoiceView("lma", "LMA-kort", "", "lma-card"),
        ChoiceView("eu_id", "EU-pass eller EU-id", "", "passport-eu"),
        ChoiceView("other", "Annat pass", "", "passport", selected=True),
        ChoiceView("nothing", "Inga papper", "", "papers-none"),
    ),
    multiple=True,
    back="Tillbaka",
    action="Fortsätt",
    action_pictogram="next",
    tools=TOOLS,
)

PAPERS_AR: Final = replace(
    PAPERS,
    language="ar",
    rtl=True,
    script="Arab",
    notice="ترجمة آلية. إن لم تكن متأكداً فاسأل الموظفين.",
    title="ما هي الأوراق التي معك؟",
    second="Vilka papper har du med dig?",
    hint="يمكنك اختيار أكثر من واحدة",
    choices=tuple(
        replace(choice, text=text, second=choice.text.replace("\u00ad", ""))
        for choice, text in zip(
            PAPERS.choices,
            (
                "بطاقة الإقامة",
                "القرار على ورق",
                "بطاقة LMA",
                "جواز أو هوية EU",
                "جواز سفر آخر",
                "لا توجد أوراق",
            ),
            strict=True,
        )
    ),
    back="رجوع",
    action="متابعة",
    tools=TOOLS_AR,
)

PURPOSE: Final = replace(
    PAPERS,
    layout="rows",
    place="question.purpose",
    steps_done=0,
    title="Vad vill du göra?",
    hint="",
    choices=(
        ChoiceView("new", "Jag är ny i Sverige", "", "newcomer"),
        ChoiceView("letter_mv", "Jag har ett brev från Migrations\u00adverket", "", "letter"),
        ChoiceView("one", "Jag ska till en myndighet", "", "one-place"),
        ChoiceView("collect_id", "Jag ska hämta id-kort", "", "id-card-collect"),
    ),
    multiple=False,
    action="",
    trust="Vi frågar inte vad du heter. Vi sparar bara din lista för i dag. Vi tar bort den senast i morgon bitti.",
)

NEEDS: Final = replace(
    PAPERS,
    layout="grid",
    place="question.needs",
    steps_done=7,
    title="Vad behöver du hjälp med?",
    choices=(
        ChoiceView("all", "Allt, jag är ny", "", "all-stops"),
        ChoiceView("work", "Arbete", "", "work"),
        ChoiceView("swedish", "Lära mig svenska", "", "swedish"),
        ChoiceView("money", "Pengar nu", "", "money"),
        ChoiceView("home", "Bostad", "", "home"),
        ChoiceView("school", "Skola och förskola", "", "school"),
        ChoiceView("family", "Barn och familj", "", "child-and-money"),
        ChoiceView("pension", "Pension", "", "pension"),
        ChoiceView("idcard", "Id-kort", "", "id-card"),
    ),
    action_ready=False,
)

DONE_AR: Final = replace(
    PAPERS_AR,
    layout="grid",
    place="question.done",
    steps_done=8,
    title="أين ذهبت من قبل؟",
    second="Var har du redan varit?",
    choices=(
        ChoiceView("none", "لا مكان بعد", "Ingenstans än", "nowhere-yet"),
        ChoiceView("MV", "مصلحة الهجرة", "Migrations\u00adverket", sign="MV"),
        ChoiceView("SKV", "مصلحة الضرائب", "Skatte\u00adverket", sign="SKV"),
        ChoiceView("AF", "مكتب العمل", "Arbets\u00adförmed\u00adlingen", sign="AF"),
        ChoiceView("FK", "صندوق التأمينات", "Försäkrings\u00adkassan", sign="FK"),
        ChoiceView("PM", "مصلحة التقاعد", "Pensions\u00admyndig\u00adheten", sign="PM"),
        ChoiceView("KOM", "البلدية", "Kommunen", sign="KOM"),
    ),
)

TIME_OUT: Final = replace(
    PAPERS,
    sheet=SheetView(
        pictogram="time",
        title="Är du kvar?",
        text="Annars börjar skärmen om. Vi tar bort dina svar.",
        action="Ja, jag vill ha mer tid",
        action_pictogram="more-time",
        action_tap="more_time",
        other="Nej, börja om",
        other_pictogram="start-over",
        other_tap="start_over",
        count="19 sekunder kvar",
        seconds=19,
        of=30,
    ),
)

_NAMES: Final = (
    ("sv", "svenska", "", False),
    ("en", "English", "engelska", False),
    ("ar", "العربية", "arabiska", True),
    ("so", "Soomaali", "somaliska", False),
    ("fa-AF", "دری", "dari", True),
    ("ti", "ትግርኛ", "tigrinja", False),
    ("fa", "فارسی", "persiska", True),
    ("uk", "українська", "ukrainska", False),
    ("ps", "پښتو", "pashto", True),
    ("ru", "русский", "ryska", False),
    ("tr", "Türkçe", "turkiska", False),
    ("ckb", "کوردی", "sorani", True),
    ("kmr", "Kurdî", "kurmanji", False),
)
_PERSON: Final = ChoiceView("person", "Annat språk", "Another language", "staff", action="person")

LANGUAGES: Final = replace(
    PAPERS,
    layout="language",
    place="language",
    steps=0,
    steps_done=0,
    title="",
    hint="",
    multiple=False,
    back="",
    action="",
    choices=(*(ChoiceView(code, name, second, rtl=rtl) for code, name, second, rtl in _NAMES), _PERSON),
    greetings=tuple(
        Greeting(text, rtl)
        for text, rtl in (
            ("Välkommen", False),
            ("Welcome", False),
            ("Soo dhawoow", False),
            ("እንቋዕ ብደሓን መጻእኩም", False),
            ("Добро пожаловать", False),
            ("Ласкаво просимо", False),
            ("Hoş geldiniz", False),
            ("Bi xêr hatî", False),
            ("أهلاً وسهلاً", True),
            ("خوش آمدید", True),
            ("ښه راغلاست", True),
            ("بەخێر بێیت", True),
        )
    ),
    tools=tuple(tool for tool in TOOLS if tool.id not in ("language", "start_over")),
)

THREE_LANGUAGES: Final = replace(
    LANGUAGES,
    choices=(*LANGUAGES.choices[:3], _PERSON),
    trust_lines=(
        LineView("no-name", "Vi frågar inte vad du heter."),
        LineView("not-saved", "Vi sparar bara din lista för i dag. Vi tar bort den senast i morgon bitti."),
        LineView("no-name", "We do not ask your name."),
        LineView("not-saved", "We keep only today’s list and delete it by tomorrow morning."),
        LineView("no-name", "لا نسألك عن اسمك."),
        LineView("not-saved", "نحفظ قائمة اليوم فقط، ونحذفها قبل صباح الغد."),
    ),
)

ALL: Final = {
    "papers": PAPERS,
    "papers_ar": PAPERS_AR,
    "purpose": PURPOSE,
    "needs": NEEDS,
    "done_ar": DONE_AR,
    "time_out": TIME_OUT,
    "languages": LANGUAGES,
    "three_languages": THREE_LANGUAGES,
}
COMFORTS: Final[dict[str, tuple[str, ...]]] = {
    "normal": (),
    "larger": ("larger",),
    "lower": ("lower",),
    "contrast": ("contrast",),
    "all": ("larger", "lower", "contrast"),
}


def in_comfort(view: KioskView, comfort: str) -> KioskView:
    """The view as a visitor with these wishes sees it."""
    flags = COMFORTS[comfort]
    return replace(
        view,
        comfort_larger="larger" in flags,
        comfort_lower="lower" in flags,
        comfort_contrast="contrast" in flags,
    )


def toggled(view: KioskView, option: str) -> KioskView:
    """The view after a box was ticked or unticked."""
    choices = tuple(
        replace(choice, selected=not choice.selected) if choice.id == option else choice
        for choice in view.choices
    )
    return replace(view, choices=choices)
