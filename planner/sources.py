"""Which documents does the product build on? Every fact and default names a key of this table."""

from __future__ import annotations

from dataclasses import dataclass

ASSUMPTION = "antagande"


@dataclass(frozen=True)
class Source:
    """A cited document."""

    title: str
    publisher: str
    year: str
    link: str = ""


SOURCES: dict[str, Source] = {
    "sos_stod": Source(
        "Stöd för funktionen och arbetssättet med fast läkarkontakt",
        "Socialstyrelsen", "2021/22",
        "https://www.socialstyrelsen.se/kunskapsstod-och-regler/omraden/god-och-nara-vard/fast-lakarkontakt/",
    ),
    "lt_verktyg": Source(
        "Nytt verktyg för att beräkna hur många patienter en fast läkare kan ha",
        "Läkartidningen", "2021",
        "https://lakartidningen.se/aktuellt/nyheter/2021/07/nytt-verktyg-for-att-berakna-hur-manga-patienter-en-fast-lakare-kan-ha/",
    ),
    "sos_riktvarde": Source(
        "Socialstyrelsen: 1 100 invånare per distriktsläkare (nationellt riktvärde, beslutat 2022-04-28)",
        "Läkartidningen", "2022",
        "https://lakartidningen.se/aktuellt/nyheter/2022/05/socialstyrelsen-1-100-invanare-per-distriktslakare/",
    ),
    "lt_riktvarden_juni": Source(
        "Flera regioner inför riktvärden för antal invånare per läkare",
        "Läkartidningen", "2022",
        "https://lakartidningen.se/aktuellt/nyheter/2022/06/flera-regioner-infor-riktvarden-for-antal-invanare-per-lakare/",
    ),
    "lt_listningstak": Source(
        "Två regioner har beslut om listningstak",
        "Läkartidningen", "2022",
        "https://lakartidningen.se/aktuellt/nyheter/2022/09/tva-regioner-har-beslut-om-listningstak/",
    ),
    "lt_ostergotland": Source(
        "Östergötland inför delmål på 1 500 patienter per läkare i primärvården",
        "Läkartidningen", "2022",
        "https://lakartidningen.se/aktuellt/nyheter/2022/11/ostergotland-infor-delmal-pa-1-500-patienter-per-lakare-i-primarvarden/",
    ),
    "lt_sormland": Source(
        "40 fler allmänläkare behövs för Sörmlands listningstak",
        "Läkartidningen", "2020",
        "https://lakartidningen.se/Aktuellt/Nyheter/2020/01/40-fler-allmanlakare-behovs-for-Sormlands-listningstak/",
    ),
    "lt_uppsala": Source(
        "Dålig ekonomi utgör ett problem för nya riktvärdet om antal patienter",
        "Läkartidningen", "2023",
        "https://lakartidningen.se/aktuellt/nyheter/2023/06/dalig-ekonomi-utgor-ett-problem-for-nya-riktvardet-om-antal-patienter/",
    ),
    "lt_vgr": Source(
        "Västra Götalandsregionen satsar för fasta läkare i primärvården",
        "Läkartidningen", "2019",
        "https://lakartidningen.se/aktuellt/nyheter/2019/09/vastra-gotalandsregionen-satsar-for-fasta-lakare-i-primarvarden/",
    ),
    "kronoberg": Source(
        "Fast läkarkontakt i primärvården och fast vårdkontakt, övergripande dokument",
        "Region Kronoberg", "2021",
    ),
    "orebro": Source(
        "Riktlinje 1030579: fast vårdkontakt, fast läkarkontakt och individuell planering",
        "Region Örebro län", "2024",
    ),
    "vastmanland": Source(
        "Fast läkarkontakt (definition fastställd 2021-11-23)",
        "Region Västmanland", "2021",
    ),
    "slf_arbetstid": Source(
        "Arbetstider och arbetstidsregler",
        "Sveriges läkarförbund", "läst 2026",
        "https://slf.se/rad-och-stod/lag-och-avtal/arbetstider-och-arbetstidsregler/",
    ),
    "slf_semester": Source(
        "Semestervillkor",
        "Sveriges läkarförbund", "läst 2026",
        "https://slf.se/rad-och-stod/lag-och-avtal/semestervillkor/",
    ),
    "slf_fortbildning": Source(
        "Fortbildningsenkät: tio externa fortbildningsdagar om året som utgångspunkt",
        "Sveriges läkarförbund", "läst 2026",
        "https://www.slf.se/Karriar-och-utbildning/Fortbildning-och-kompetensutveckling/Fortbildningsenkat/",
    ),
    "anskar2018": Source(
        "Time utilization and perceived psychosocial work environment among staff in Swedish primary care settings,"
        " BMC Health Services Research 18:166, tabell 3",
        "Anskär m.fl.", "2018",
        "https://bmchealthservres.biomedcentral.com/articles/10.1186/s12913-018-2948-6/tables/3",
    ),
    "murray2007": Source(
        "Panel Size: How Many Patients Can One Doctor Manage?",
        "Murray, Davies och Boushon, Family Practice Management", "2007",
        "https://www.aafp.org/fpm/2007/0400/p44.html",
    ),
    "weber2019": Source(
        "The Right-Sized Patient Panel",
        "Weber och Murray, Family Practice Management", "2019",
        "https://www.aafp.org/fpm/2019/1100/p23.html",
    ),
    "aim_alberta": Source(
        "AIM School (beläggning 85–90 %)",
        "AIM Alberta", "2019",
        "http://aimalberta.ca/2019/04/aim-school-a-success/",
    ),
    "kalender": Source(
        "röda dagar och aftnar, ur programbiblioteket holidays",
        "Svenska kalendern", "2026",
        "https://github.com/vacanza/holidays",
    ),
}  # fmt: skip


def source_text(key: str) -> str:
    """A source in words: publisher, title, year; "antagande" for what is ours alone. Raises KeyError."""
    if key in ("", ASSUMPTION):
        return key
    source = SOURCES[key]
    return f"{source.publisher}: {source.title} ({source.year})"
