"""Reaction words of languages that have no table of their own but stand in records of others."""

from audiobook.segmenter.conventions.table import Table

TABLES = (
    Table(
        language="af",
        reactions="applous|gelag|tussenwerpsels|gejuig",
        honorifics="mnr|mnr.|mev|mev.|me.|adv.",
        voices="'n agbare lid|agbare lid",
        crowds="agbare lede",
    ),
    Table(
        language="zu",
        reactions="ihlombe|uhleko|ukuhleka|kwaqhwatywa|kwahlekwa|kwaphazamisa|uphazamiso|ubuwelewele|"
        "kwahlekwa kakhulu|kwaphazanyiswa|ukuphazamisa|kwawiliza",
        honorifics="mnu|mnu.|nksz|nkk|mnumzane|mhlonishwa",
    ),
    Table(
        language="xh",
        reactions="kwaqhwatywa|kwahlekwa|intsini|uwele-wele",
        honorifics="mnu|nksz|nkskz|mhlekazi",
    ),
    Table(
        language="st",
        reactions="mahofi|ditsheho|mahofi a matle|setšhego|legofi|magoswi|disego|lehofi|tsheho|ditshego",
        honorifics="mngd|ntate|mme|rre|mohlomphegi|moh|mong|mof|morena",
    ),
    Table(
        language="ts",
        reactions="va phokotela|va hleka|ku phokoteriwa|ku hlekiwa|vuswi|swiphemu",
        honorifics="tatana|manana",
    ),
    Table(
        language="ve",
        reactions="u vhanda zwanḓa|zwiseo|vha vhanda zwanda",
        honorifics="vho|vhafuwi",
    ),
    Table(
        language="sv",
        reactions="applåder|skratt|bifall|livliga applåder|bravorop",
        crowds="röster",
        voices="en röst",
    ),
    Table(
        language="da",
        reactions="munterhed|latter|bifald|klapsalver|uro i salen",
        voices="en stemme",
    ),
    Table(
        language="fi",
        reactions="suosionosoituksia|naurua|välihuuto|välihuutoja|hälinää|taputuksia",
    ),
    Table(
        language="cs",
        reactions="potlesk|smích|veselost|bouřlivý potlesk|potlesk v celém sále",
        crowds="hlasy",
        voices="hlas",
    ),
    Table(
        language="ro",
        reactions="aplauze|râsete|rumoare|aplauze prelungite",
        voices="o voce",
        crowds="voci din sală",
    ),
    Table(
        language="hu",
        reactions="taps|derültség|zaj|moraj|közbeszólás|felzúdulás|éljenzés",
        crowds="felkiáltások",
    ),
    Table(
        language="el",
        reactions="χειροκροτήματα|γέλωτες|γέλια|θόρυβος|χειροκροτ*",
        voices="μια φωνή",
        crowds="φωνές",
    ),
    Table(
        language="tr",
        reactions="alkışlar|gülüşmeler|gürültüler|sürekli alkışlar|alkış*",
        crowds="sesler|bravo sesleri",
    ),
    Table(
        language="bg",
        reactions="ръкопляскан*|смях|шум в залата",
        voices="глас",
    ),
    Table(
        language="sr",
        reactions="аплауз|смех|жагор|пљесак|pljesak|aplauz|smeh|žamor|smijeh",
        voices="глас из сале",
    ),
    Table(
        language="ca",
        reactions="aplaudiments|rialles|remor de veus",
    ),
    Table(
        language="la",
        reactions="plausus|risus",
    ),
)
