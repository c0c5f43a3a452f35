"""German: Bundestag, Landtage, Nationalrat, Reichstag, Paulskirche."""

from audiobook.segmenter.conventions.table import Table

TABLE = Table(
    language="de",
    function_words="der die das und den nicht ist ich wir ein eine zu von mit dem des sich auf für es im auch dass "
    "daß",
    months="januar/jänner/jan februar/feber/feb märz/mär april/apr mai juni/jun juli/jul august/aug "
    "september/sept/sep oktober/okt november/nov dezember/dez",
    reactions="beifall*|heiterkeit|lachen|gelächter|applaus|zischen|pfiffe|pfuirufe|buhrufe|bravorufe|beifallsrufe|"
    "beifallsklatschen|händeklatschen|zurufe|zwischenrufe|zwischenruf|schlussbeifall|zustimmung|widerspruch|"
    "gegenrufe|gegenruf|oho-rufe|hört-hört-rufe|heiterkeitsausbruch|stürmischer applaus|tischeklopfen|ovationen|"
    "ovation|hochrufe|pultdeckelklappern",
    weak_reactions="unruhe|bewegung|lärm|tumult|stille|erregung|murren|glocke|lebhafte bewegung|zuruf|rufe|ruf|"
    "klingel|sensation|zwischenfall|wortwechsel|raunen|schweigen|gesang|aufregung",
    reaction_words="lebhafter|lebhafte|lebhaftes|anhaltender|anhaltende|anhaltendes|langanhaltender|langanhaltende|"
    "lang|großer|große|großes|stürmischer|stürmische|stürmisches|erneuter|erneute|erneutes|allgemeiner|allgemeine|"
    "allgemeines|starker|starke|demonstrativer|demonstratives|ironischer|vereinzelter|vereinzelt|schwacher|"
    "frenetischer|und|bei|beim|der|die|das|den|dem|des|von|vom|auf|im|in|aus|links|rechts|mitte|linken|rechten|"
    "allen|seiten|fraktionen|abgeordneten|haus|hause|ganzen|tribüne|tribünen|galerie|sowie|wiederholter|"
    "wiederholtes|minutenlanger|minutenlange|dauernder|sehr|gut|mehreren|regierungsbank|opposition|saal|publikum|"
    "anwesenden|teilweise|erheben|sich|stehend|cdu/csu|spd|fdp|grünen|grüne",
    exclamations="hört hört|hört|sehr richtig|sehr gut|sehr wahr|bravo|oho|aha|na na|pfui|hoch|richtig|"
    "ganz richtig|so ist es|jawohl|ja|nein|ah|oh",
    voices="zuruf|zwischenruf|ruf|eine stimme|stimme|gegenruf|ein abgeordneter|ein zuhörer|zuruf von*|abg.|"
    "abgeordneter|abgeordnete|zuruf des*|zuruf der*|stimme von*|ein zuruf|zuruf links|zuruf rechts",
    crowds="zurufe|zwischenrufe|rufe|stimmen|mehrere stimmen|viele stimmen|gegenrufe|rufe von*|rufe bei*|viele|alle",
    same="dieselbe stimme|derselbe",
    another="eine andere stimme|andere stimme|ein anderer|weiterer zuruf",
    shouts="ruft|rief|rufen|riefen|schreit|schrie|unterbricht",
    stage="unterbrechung|schluss|schluß|beginn|ende|namensaufruf|abstimmung|die anwesenden|die abgeordneten|"
    "der präsident|präsident|vizepräsident|der redner|redner|pause|das haus|die versammlung|auf die*|zu den*|zur*|"
    "zum*|wendet|zeigt|zeigend|hält|liest|geht|nimmt|setzt|steht|erhebt|erheben|die mitglieder|der abgeordnete|"
    "gesang|absingen|verlesung|mikrofon|mikrophon|wird*|anlage*|siehe|auszählung|die sitzung|sitzung|musik|"
    "schweigeminute|nach*|der* minister|beiseite|für sich|allein|ab|singt|lacht|weint|schweigt|er *|sie *|es klopft|"
    "abg. *",
    procedure="beginn|beginn der sitzung|schluss|schluß|schluss der sitzung|schluß der sitzung|ende der sitzung|"
    "die sitzung wird|die sitzung ist um|unterbrechung der sitzung|die sitzung wurde|vorhang|pause",
    translation="übersetzung|übersetzt",
    honorifics="herr|frau|dr.|prof.|abg.|freiherr|graf|gräfin|fürst|h.c.|mult.|staatssekretär|ing.|mag.|dipl.|"
    "dipl.-ing.",
    offices="präsident|präsidentin|vizepräsident|vizepräsidentin|alterspräsident|alterspräsidentin|bundeskanzler|"
    "bundeskanzlerin|bundesminister|bundesministerin|minister|ministerin|staatssekretär|staatssekretärin|"
    "staatsminister|staatsministerin|vorsitzender|vorsitzende|berichterstatter|berichterstatterin|schriftführer|"
    "schriftführerin|abgeordneter|abgeordnete|bundespräsident|bundespräsidentin|ministerpräsident|"
    "ministerpräsidentin|senator|senatorin|reichskanzler|kanzler|parl. staatssekretär|zweiter vizepräsident|"
    "erster vizepräsident|zwischenruf|zurufe|angeklagter|richter|zeuge",
    articles="der|die|das",
    salutations="meine|damen|herren|liebe|verehrte|geehrte|sehr|kolleginnen|kollegen|genossen|genossinnen|freunde|"
    "mitbürger|mitbürgerinnen|landsleute|soldaten|kameraden|volksgenossen|sehr geehrte*|exzellenz|exzellenzen|"
    "wie folgt|folgendes|folgende",
    not_names="frage|antwort|drucksache|tagesordnung|tagesordnungspunkt|anlage|erstens|zweitens|drittens|das|dies|"
    "es|ich|wir|quelle|titel|datum|inhalt|thema|ort|zeit|artikel|also|denn|nun|hier|so|anmerkung|hinweis|punkt|"
    "ergebnis|abstimmung",
    sources="quelle|gehalten|aus|abgedruckt|veröffentlicht|übersetzt|nach dem",
    bylines="von|verfasser|autor|autorin|rede von",
    occasions="rede|ansprache|vortrag|botschaft|erklärung|sitzung|bericht|bundestag|reichstag|landtag|"
    "plenarprotokoll|debatte|deutscher|proklamation|regierungserklärung|predigt|protokoll",
    contents="inhalt|inhaltsverzeichnis|tagesordnung|inhaltsübersicht",
    furniture="kommentare geschlossen|kommentare sind geschlossen|nach oben|drucken|startseite|impressum|"
    "datenschutz|zurück zur*|weiterlesen|teilen|suche|seite drucken|zum inhalt springen",
    scenes="akt|szene|auftritt|aufzug|erster akt|zweiter akt|dritter akt|vierter akt|fünfter akt|erster aufzug|"
    "zweiter aufzug|dritter aufzug|vierter aufzug|fünfter aufzug|erste szene|zweite szene|dritte szene|vierte szene|"
    "fünfte szene|sechste szene|siebente szene|achte szene|erster auftritt|zweiter auftritt|dritter auftritt|"
    "vierter auftritt|fünfter auftritt|sechster auftritt|siebenter auftritt|achter auftritt|prolog|epilog|vorspiel|"
    "nachspiel",
    small_words="der|die|das|von|vom|zu|zum|zur|und|für|des|den|auf|im|in|am",
    persons="ich|mich|mir|wir|uns|sie|ihr|ihnen|du|dich|dir|unser|unsere|mein|meine|ihre",
    abbreviations="dr|prof|nr|abs|art|bzw|ca|evtl|ggf|z|b|d|h|u|a|vgl|abg|st|usw|hr|fr|parl|str|drs|mio|mrd|inkl|"
    "sog|bd|hrsg",
)
