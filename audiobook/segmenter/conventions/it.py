"""Italian: Camera dei deputati, Senato, Costituente."""

from audiobook.segmenter.conventions.table import Table

TABLE = Table(
    language="it",
    function_words="il la di che e in un una è per non le si del con i della gli da al più sono come",
    months="gennaio/genn febbraio/febbr marzo/mar aprile/apr maggio/magg giugno luglio agosto settembre/sett "
    "ottobre/ott novembre/nov dicembre/dic",
    reactions="applausi|applauso|ilarità|risa|risate|fischi|ovazione|ovazioni|acclamazioni|mormorii|proteste|"
    "commenti|approvazioni|congratulazioni|si ride|vivissimi applausi|urla|rumori",
    weak_reactions="interruzioni|interruzione|sensazione|movimento|tumulto|grida|silenzio|segni|scambio|agitazione|"
    "brusio|impressione|conversazioni|assentimento|dissensi|denegazioni",
    reaction_words="vivi|viva|vivo|vive|vivissimi|vivissima|generali|generale|prolungati|prolungata|prolungato|"
    "lunghi|grandi|molte|molti|e|a|al|alla|all'|dal|dalla|dall'|dai|del|della|dei|delle|degli|di|da|sui|sul|in|"
    "nell'|sinistra|destra|centro|estrema|settori|banchi|gruppo|gruppi|deputati|tutti|alcuni|varie|vari|parti|"
    "tribune|tribuna|pubblico|parte|repliche|l'|il|la|le|i|gli|si|leva|levano|piedi|assemblea|camera|con|ironici|"
    "ripetuti|nuovi|nuova|scroscianti|approvazione|oratore",
    exclamations="bene|benissimo|bravo|no|sì|è vero|ai voti|viva|abbasso|bravissimo|oh|ooh|basta|vergogna|buffone",
    voices="una voce|voce|un deputato|un senatore|una voce da*|una voce dal*|una voce a*|qualcuno|uno spettatore",
    crowds="voci|molte voci|varie voci|più voci|voci da*|voci dal*|voci a*|alcune voci|grida di|voci dai*|voci di*",
    same="la stessa voce|stessa voce",
    another="un'altra voce|altra voce",
    shouts="grida*|esclama*|interromp*|risponde*",
    stage="indica|mostra|rivolto|rivolgendosi|leggendo|legge|si alza|il deputato|il presidente|l'oratore|pausa|"
    "la seduta|si leva|si levano|l'assemblea|i deputati|è approvat*|sono approvat*|non è approvat*|segue*|"
    "il senatore|il ministro|dirige*|scambio|la camera|il senato|entra*|esce|sipario|i senatori|l'onorevole|l'on.|"
    "fa*",
    procedure="la seduta è sospesa|la seduta comincia|la seduta termina|la seduta, sospesa|la seduta inizia|"
    "è approvat*|la camera approva|segue la votazione|sipario|sono approvat*|così rimane stabilito",
    translation="traduzione",
    honorifics="on.|onorevole|sig.|signor|signora|sen.|dott.|prof.|avv.|deputato|senatore|conte|marchese",
    offices="presidente|il presidente|ministro|relatore|sottosegretario|segretario|vicepresidente|senatore|"
    "deputato|presidente del consiglio*|relatrice|ministra|cancelliere|testimone|voci|pubblico ministero",
    articles="il|la|lo|l'|un|una",
    salutations="signori|signore|onorevoli|colleghi|colleghe|cittadini|compagni|compagne|italiani|amici|cari|"
    "fratelli|soldati|camerati|popolo|lavoratori",
    not_names="domanda|risposta|articolo|titolo|fonte|nota|data|capitolo|primo|secondo|terzo|e|ma|così|ecco|qui|io|"
    "noi|presenti|votanti|maggioranza|voti|favorevoli|contrari|astenuti|luogo|ora",
    sources="fonte|discorso pronunciato|pronunciato|pubblicato|tratto da|testo",
    bylines="di|autore|discorso di",
    occasions="discorso|messaggio|conferenza|seduta|camera|senato|dibattito|proclama|dichiarazione|orazione|"
    "resoconto",
    contents="indice|sommario|ordine del giorno",
    furniture="commenti chiusi|i commenti sono chiusi|torna su|stampa|condividi|leggi tutto|cerca|home",
    scenes="atto|scena|quadro|prologo",
    small_words="il|la|lo|le|gli|i|di|del|della|dei|delle|e|in|a|al|per|da",
    persons="io|mi|me|noi|ci|voi|vi|lei|mio|mia|nostro|nostra|vostro|vostra|tu",
    abbreviations="on|sig|sigg|dott|prof|avv|art|n|pag|ecc|s|sen|cfr|ing|gen|col|mons|vol|cap",
)
