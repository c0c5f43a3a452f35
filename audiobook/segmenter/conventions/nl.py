"""Dutch: Tweede Kamer, Eerste Kamer, the Belgian chambers."""

from audiobook.segmenter.conventions.table import Table

TABLE = Table(
    language="nl",
    function_words="de het een en van ik te dat die in is niet op zijn wij voor met er aan hebben ook om",
    months="januari/jan februari/feb maart/mrt april/apr mei juni/jun juli/jul augustus/aug september/sept "
    "oktober/okt november/nov december/dec",
    reactions="applaus|gelach|hilariteit|gejuich|geroffel|geroffel op de bankjes|gefluit|boegeroep|handgeklap|"
    "toejuichingen|vrolijkheid|bravo's|gejoel",
    weak_reactions="rumoer|onrust|beweging|stilte|geroep|interrupties|interruptie|instemming|lawaai|roepen|tumult|"
    "gemompel",
    reaction_words="luid|langdurig|groot|grote|algemeen|algemene|en|op|de|het|bankjes|links|rechts|in|zaal|van|bij|"
    "uit|publieke|tribune|daverend|hernieuwd|aanhoudend|veel|enig|stormachtig|staand|roffel|alle|zijden",
    exclamations="bravo|heel goed|zeer juist|zeer goed|nee|ja|oho|hoera|schande",
    voices="een stem|stem|een lid|iemand|een stem uit*|een lid van*|een toehoorder",
    crowds="stemmen|verscheidene stemmen|verschillende stemmen|vele stemmen|geroep|leden|enkele leden",
    same="dezelfde stem|dezelfde",
    another="een andere stem|andere stem|een ander",
    shouts="roept|riep|roepen|schreeuwt|onderbreekt",
    stage="de voorzitter|de vergadering|de leden|de heer|mevrouw|wijst|leest|pauze|staat|schorsing|de kamer|hij|"
    "zij|wijzend|de zaal|stemming|doek|de minister|buiten de microfoon",
    procedure="de vergadering wordt|sluiting|aanvang|de beraadslaging wordt|de algemene beraadslaging|schorsing|"
    "doek|de vergadering is|in stemming komt|daartoe wordt besloten",
    translation="vertaling",
    honorifics="de heer|mevrouw|dhr.|mw.|minister|staatssecretaris|dr.|prof.|mr.|drs.|ir.|jhr.",
    offices="voorzitter|de voorzitter|minister|staatssecretaris|minister-president|griffier|rapporteur|"
    "ondervoorzitter|getuige",
    articles="de|het|een",
    salutations="dames|heren|geachte|leden|vrienden|landgenoten|beste|collega's|burgers|kameraden|mijnheer|meneer|"
    "majesteit",
    not_names="vraag|antwoord|artikel|titel|bron|noot|datum|hoofdstuk|ten eerste|ten tweede|dat|dit|het|ik|wij|en|"
    "maar|dus|hier|motie|aanwezig|agenda|punt|plaats",
    sources="bron|rede gehouden|uitgesproken|gehouden|gepubliceerd|",
    bylines="door|van|auteur|toespraak van",
    occasions="rede|toespraak|boodschap|vergadering|kamer|debat|verklaring|verslag|handelingen|troonrede",
    contents="inhoud|inhoudsopgave|agenda",
    furniture="reacties gesloten|naar boven|afdrukken|delen|lees meer|zoeken|home|terug naar*",
    scenes="bedrijf|scène|akte|tafereel|toneel",
    small_words="de|het|een|van|den|der|en|in|op|te|ten|ter|voor",
    persons="ik|mij|me|wij|we|ons|u|uw|jij|je|jullie|mijn|onze",
    abbreviations="dhr|mw|mevr|mr|dr|prof|drs|ir|nr|art|blz|bijv|enz|o|a|d|w|z|m|i|ca|jl|st|min",
)
