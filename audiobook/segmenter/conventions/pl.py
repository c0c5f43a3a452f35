"""Polish: Sejm and Senat."""

from audiobook.segmenter.conventions.table import Table

TABLE = Table(
    language="pl",
    function_words="i w nie na się z że do to jest o jak ale po co tak za od przez dla są by już oraz",
    months="stycznia/styczeń lutego/luty marca/marzec kwietnia/kwiecień maja/maj czerwca/czerwiec lipca/lipiec "
    "sierpnia/sierpień września/wrzesień października/październik listopada/listopad grudnia/grudzień",
    reactions="oklaski|oklasków|wesołość|śmiech|śmiechy|brawa|owacja|owacje|gwizdy|aplauz|długotrwałe oklaski|gwar",
    weak_reactions="wrzawa|poruszenie|dzwonek|okrzyki|protesty|cisza|głosy|szum|hałas|buczenie|różne głosy|"
    "gwar na sali|gong|głosy na sali|zgiełk|głos z sali|głosy z sali",
    reaction_words="burzliwe|długotrwałe|huczne|rzęsiste|ogólna|ogólny|wielka|na|w|z|ze|i|sali|lewicy|prawicy|ław|"
    "ławach|poselskich|lewej|prawej|części|strony|wszyscy|wstają|powstają|zebrani|stojąco|brawa|centrum|galerii|"
    "długo|przeciągłe",
    exclamations="brawo|hańba|nie|tak|słusznie|bardzo dobrze|precz|niech żyje|wstyd|prawda|dosyć",
    voices="głos z sali|głos z ławy|głos z*|głos|poseł z miejsca|ktoś|głos na lewicy|głos na prawicy|poseł*|"
    "głos ze*",
    crowds="głosy z sali|głosy|głosy z*|różne głosy|okrzyki|głosy na*|posłowie|wszyscy|głosy ze*|część posłów*",
    same="ten sam głos",
    another="inny głos|drugi głos",
    shouts="woła*|krzycz*|wykrzyk*|przerywa*|odpowiada*",
    stage="zwraca|wskazuje|pokazuje|wstaje|czyta|przerwa|dzwonek|marszałek|sekretarz|na posiedzeniu|posiedzenie|"
    "głosowanie|chwila ciszy|zebrani|minuta ciszy|kurtyna|posłowie|zgłasza|wszyscy|orkiestra|po przerwie|mówi|"
    "wchodzi|wychodzi|izba*|poseł * wyklucz*|początek posiedzenia|koniec posiedzenia",
    procedure="początek posiedzenia|koniec posiedzenia|przerwa w posiedzeniu|wznowienie posiedzenia|kurtyna|"
    "na posiedzeniu przewodniczą|po przerwie",
    translation="tłumaczenie",
    honorifics="pan|pani|poseł|posłanka|senator|dr|prof.|ks.|gen.|p.|towarzysz|tow.|minister",
    offices="marszałek|wicemarszałek|poseł|posłanka|senator|minister|prezes|prezydent|sekretarz|przewodniczący|"
    "przewodnicząca|premier|poseł sprawozdawca|senator sprawozdawca|prezes rady ministrów|głos z sali|głosy z sali|"
    "podsekretarz stanu*|sekretarz stanu*|wiceminister|świadek",
    articles="",
    salutations="panie|panowie|państwo|szanowni|szanowny|drodzy|wysoka|wysoki|obywatele|towarzysze|koledzy|rodacy|"
    "koleżanki|bracia|proszę",
    not_names="pytanie|odpowiedź|artykuł|tytuł|źródło|uwaga|data|rozdział|po pierwsze|po drugie|to|nie|tak|i|ale|"
    "więc|ja|my|za|przeciw|wstrzymało|wynik|miejsce|punkt",
    sources="źródło|przemówienie wygłoszone|wygłoszone|opublikowano",
    bylines="autor|przemówienie",
    occasions="przemówienie|mowa|orędzie|posiedzenie|sejm|senat|debata|oświadczenie|sprawozdanie|wystąpienie|"
    "stenogram|expose|exposé",
    contents="spis treści|porządek dzienny|porządek obrad",
    furniture="komentarze wyłączone|do góry|drukuj|udostępnij|czytaj dalej|szukaj|strona główna",
    scenes="akt|scena|odsłona|prolog|epilog",
    small_words="i|w|na|z|ze|o|do|po|za|dla|we",
    persons="ja|mnie|mi|my|nas|nam|pan|pani|państwo|wy|was|wam|ty|mój|nasz|wasz",
    abbreviations="p|pp|dr|prof|r|ks|gen|św|nr|art|ust|pkt|tzw|tj|tzn|np|itd|itp|m|in|ul|godz|tow|al|zob|por|min|"
    "mln|mld|tys|zł",
)
