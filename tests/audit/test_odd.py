"""Right tables that look odd: nothing is told of them, for each has a reason why it does not add up at first sight."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from infra.settings import Settings
from tasks.ingest import ingest_object
from tasks.storage import documents, open_store
from tasks.warehouse import open_warehouse
from tasks.warehouse.queries import audit

ODD = {
    "unique clients stand in more than one row": """\
Monitor sociaal domein 2025 gemeente Borne

Unieke cliënten
Voorziening\t2024\t2025
Aantal unieke cliënten huishoudelijke hulp\t812\t840
Aantal unieke cliënten begeleiding\t403\t398
Aantal unieke cliënten dagbesteding\t151\t149
Aantal unieke cliënten totaal\t1.097\t1.120
""",
    "a restant carries over what was left": """\
Jaarstukken 2025 gemeente Borne

Kredieten (bedragen x € 1.000)
Krediet\tRestant 2024\tBegroting 2025\tRealisatie 2025\tRestant 2025
Herinrichting\t120\t400\t310\t210
Sporthal\t75\t900\t1.020\t-45
Riolering\t0\t650\t512\t138
Totaal\t195\t1.950\t1.842\t303
""",
    "thousands that are rounded one by one": """\
Jaarstukken 2025 gemeente Borne

Lasten (bedragen x € 1.000)
Taakveld\tBegroting 2025\tRealisatie 2025\tVerschil
6.1 Samenkracht en burgerparticipatie\t1.204\t1.188\t17
6.2 Toegang en eerstelijnsvoorzieningen\t2.310\t2.402\t-92
6.3 Inkomensregelingen\t9.871\t10.020\t-148
6.6 Maatwerkvoorzieningen (WMO)\t1.455\t1.467\t-12
Totaal lasten\t14.841\t15.078\t-237
""",
    "a difference is printed without its sign": """\
Jaarstukken 2025 gemeente Borne

Programma sociaal domein (bedragen x € 1.000)
 \tBegroting na wijziging 2025\tRealisatie 2025\tVerschil
Lasten\t25.410\t26.122\t712 N
Baten\t6.230\t6.405\t175 V
Saldo\t-19.180\t-19.717\t537 N
""",
    "waarvan repeats a part": """\
Jaarstukken 2025 gemeente Borne

Lasten Jeugd (bedragen in €)
Onderdeel\t2024\t2025
Ambulant\t3.204.511\t3.410.220
waarvan begeleiding\t1.200.450\t1.310.100
Verblijf\t2.110.004\t2.050.731
Totaal\t5.314.515\t5.460.951
""",
    "an average and a percentage in a total row": """\
Monitor sociaal domein 2025 gemeente Borne

Huishoudelijke hulp
 \t2024\t2025
Totaalbedrag\t€ 3.245.100\t€ 3.545.928
Aantal unieke cliënten\t1.063\t1.086
Gemiddeld bedrag per unieke cliënt\t€ 3.053\t€ 3.265
Aandeel van de Wmo\t41,2%\t42,7%
""",
    "a total before and after reserves": """\
Jaarstukken 2025 gemeente Borne

Programma sociaal domein (bedragen x € 1.000)
 \tBegroting 2025\tRealisatie 2025
Lasten\t25.410\t26.122
Baten\t6.230\t6.405
Totaal saldo van baten en lasten\t-19.180\t-19.717
Toevoeging aan reserves\t200\t200
Onttrekking aan reserves\t450\t910
Resultaat\t-18.930\t-19.007
""",
    "half a year beside the year before": """\
Monitor sociaal domein eerste halfjaar 2025 gemeente Borne

Jeugd
 \t2024\t1e halfjaar 2025
Totaalbedrag\t€ 7.464.556\t€ 3.902.118
Aantal unieke cliënten\t687\t598
Gemiddeld bedrag per unieke cliënt\t€ 10.865\t€ 6.525
""",
    "what is positive costs money": """\
Monitor sociaal domein 2025 gemeente Borne

Netto kosten (bedragen x € 1.000)
 \tBegroting 2025\tRealisatie 2025\tBegr - Real
Wmo\t8.336\t8.304\t32
Jeugd\t11.004\t11.193\t-189
Participatie\t6.648\t6.472\t176
Totaal\t25.988\t25.969\t19
""",
    "credits in brackets and a blank": """\
Jaarstukken 2025 gemeente Borne

Af te sluiten kredieten (bedragen in €)
Krediet\tBeschikbaar\tBesteed\tRestant
Brug\t850.000\t945.434\t(95.434)
Gymzaal\t1.651.000\t1.610.510\t40.490
Auto\t40.000\t\t
Verkeerslicht\t140.000\t142.697\t(2.697)
Totaal\t2.681.000\t2.698.641\t(57.641)
""",
    "a table of five years with a saving in it": """\
Begroting 2026 gemeente Borne

Meerjarenraming lasten (bedragen x € 1.000)
 \t2026\t2027\t2028\t2029
Wmo\t8.900\t9.050\t9.200\t9.350
Jeugd\t11.500\t11.400\t11.300\t11.200
Taakstelling\t-250\t-500\t-750\t-750
Totaal\t20.150\t19.950\t19.750\t19.800
""",
    "parts of two programmes on one taakveld": """\
Jaarstukken 2025 gemeente Borne

Programma 1 Jeugd lasten (bedragen x € 1.000)
 \tBegroting 2025\tRealisatie 2025
6.1 Samenkracht en burgerparticipatie\t404\t398
6.72a Jeugdhulp begeleiding\t3.200\t3.310
Totaal\t3.604\t3.708

Programma 2 Wmo lasten (bedragen x € 1.000)
 \tBegroting 2025\tRealisatie 2025
6.1 Samenkracht en burgerparticipatie\t812\t820
6.71a Huishoudelijke hulp (WMO)\t2.910\t2.955
Totaal\t3.722\t3.775
""",
    "a budget below nought": """\
Monitor sociaal domein 2025 gemeente Borne

Participatie netto (bedragen x € 1.000)
 \tBegroting 2025\tRealisatie 2025\tBegr - Real
Uitkeringen\t-430\t-594\t164
Re-integratie\t3.377\t3.351\t26
Bijzondere bijstand\t506\t572\t-66
Totaal\t3.453\t3.329\t124
""",
    "a side in a column of its own": """\
Jaarstukken 2025 gemeente Borne

Afwijkingen per taakveld (bedragen x € 1.000)
Taakveld\tBegroting na wijziging 2025\tRealisatie 2025\tAfwijking\tV/N
6.3 Inkomensregelingen\t12.410\t12.655\t245\tN
6.5 Arbeidsparticipatie\t3.120\t2.987\t133\tV
6.71a Huishoudelijke hulp (WMO)\t4.005\t4.118\t113\tN
Totaal\t19.535\t19.760\t225\tN
""",
    "a prognosis that came true": """\
Bestuursrapportage september 2025 gemeente Borne

Lasten (bedragen x € 1.000)
 \tBegroting primitief 2025\tBegroting na wijziging 2025\tPrognose 2025\tVerschil
Wmo\t8.100\t8.336\t8.304\t32 V
Jeugd\t10.700\t11.004\t11.193\t189 N
Totaal\t18.800\t19.340\t19.497\t157 N
""",
}
PLANTED = {
    "unique clients stand in more than one row": None,  # nothing there adds up, so nothing shows
    "a restant carries over what was left": ("1.020\t-45", "1.020\t-85"),
    "thousands that are rounded one by one": ("10.020", "10.620"),
    "a difference is printed without its sign": ("26.122", "26.922"),
    "waarvan repeats a part": None,  # two columns, and a row between the parts: too little bears the total out
    "an average and a percentage in a total row": ("€ 3.265", "€ 3.865"),
    "a total before and after reserves": ("-19.717", "-19.117"),
    "half a year beside the year before": ("€ 6.525", "€ 6.925"),
    "what is positive costs money": ("25.969", "25.923"),
    "credits in brackets and a blank": ("2.698.641", "2.608.641"),
    "a table of five years with a saving in it": ("19.750", "19.250"),
    "parts of two programmes on one taakveld": ("3.708", "3.768"),
    "a budget below nought": ("3.329", "3.929"),
    "a side in a column of its own": ("19.760", "19.160"),
    "a prognosis that came true": ("11.193", "11.893"),
}


def told(text: str, folder: Path) -> list[tuple[str, str, str]]:
    """The findings that something is wrong or contradicts, as verdict, place and text."""
    settings = Settings(var=folder / "var")
    path = folder / "stuk.txt"
    path.write_text(text, encoding="utf-8")
    store, prefix = open_store(str(path), settings)
    (ref,) = documents(store, prefix)
    now = datetime(2026, 4, 1)
    outcome = ingest_object(store, ref, warehouse=settings.warehouse_path, settings=settings, now=now)
    assert outcome.document, outcome.reason
    with open_warehouse(settings.warehouse_path, read_only=True) as con:
        return wrong(con)


def wrong(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str]]:
    verdicts = {"wrong", "contradicts"}
    return [(row["verdict"], row["locator"], row["text"]) for row in audit(con) if row["verdict"] in verdicts]


@pytest.mark.parametrize("name", ODD)
def test_a_right_table_that_looks_odd_is_left_alone(name: str, tmp_path: Path) -> None:
    assert told(ODD[name], tmp_path) == []


@pytest.mark.parametrize("name", [name for name, change in PLANTED.items() if change])
def test_an_error_in_it_is_told(name: str, tmp_path: Path) -> None:
    before, after = PLANTED[name] or ("", "")
    assert ODD[name].count(before) == 1
    text = ODD[name].replace(before, after)
    line = next(number for number, one in enumerate(text.splitlines(), 1) if after in one)
    found = told(text, tmp_path)
    assert any(f"line {line}" == place or f"regel {line}" in said for _, place, said in found), found
