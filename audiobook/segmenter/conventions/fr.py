"""French: Assemblée nationale, Sénat, the assemblies of the Revolution, congresses."""

from audiobook.segmenter.conventions.table import Table

TABLE = Table(
    language="fr",
    function_words="le la les de des et que qui est en un une du dans nous vous pour pas ce il au sur par ne plus",
    months="janvier/janv/vendémiaire février/févr/fév mars avril mai juin juillet/juil août/aout septembre/sept "
    "octobre/oct novembre/nov décembre/déc",
    reactions="applaudissement*|rire|rires|sourires|hilarité|huées|sifflets|acclamations|exclamations|rumeurs|"
    "murmures|protestations|marques d'approbation|marques d'assentiment|bravos|vifs applaudissements|clameurs|"
    "vociférations|ovation|ovations|ricanements|brouhaha|on rit|on applaudit|nouveaux rires|assentiment|"
    "dénégations|marques de dénégation|exclamations ironiques|interruptions|claquements de pupitres|"
    "l'assemblée applaudit|on murmure",
    weak_reactions="mouvement|mouvements|sensation|bruit|agitation|tumulte|interruption|cris|silence|approbation|"
    "adhésion|profond silence|réclamations|colloques|conversations|non|oui|émotion|marques|signes",
    reaction_words="vif|vifs|vive|vives|long|longs|longue|longues|grand|grands|grande|grandes|nombreux|nombreuses|"
    "nouveau|nouveaux|nouvelle|nouvelles|prolongé|prolongés|prolongée|prolongées|unanimes|unanime|répétés|réitérés|"
    "général|générale|générales|généraux|divers|diverses|ironiques|et|à|a|au|aux|de|des|du|d'|la|le|les|l'|sur|"
    "dans|en|par|gauche|droite|centre|extrême|extrême-gauche|extrême-droite|bancs|banc|plusieurs|quelques|certains|"
    "mêmes|tribunes|tribune|salle|assemblée|membres|groupe|groupes|majorité|opposition|côté|côtés|tous|partie|une|"
    "un|autres|très|bien|même|puis|également|suivis|pendant|minutes|plusieurs|redoublés|marques|d'approbation|"
    "d'adhésion|chaleureux|bruyants",
    exclamations="très bien|c'est vrai|bravo|oh|ah|non|oui|aux voix|à l'ordre|assez|parlez|à la tribune|la clôture|"
    "bien|c'est cela|appuyé|très juste|à bas|jamais|hou|vive la*",
    voices="une voix|voix|un membre|un député|un sénateur|un auditeur|quelqu'un|une personne|un citoyen|"
    "une voix de*|un délégué|une voix à*|une voix au*|un interrupteur|un spectateur|un congressiste",
    crowds="plusieurs voix|voix nombreuses|voix diverses|de nombreuses voix|nombreuses voix|quelques voix|des voix|"
    "cris de|voix à gauche|voix à droite|voix au centre|voix à l'extrême gauche|plusieurs membres|"
    "un grand nombre de voix|on crie|quelques membres|sur divers bancs|sur plusieurs bancs|sur de nombreux bancs|"
    "à gauche|à droite|au centre|cris|tous|à l'extrême gauche|à l'extrême droite|sur les bancs*|de toutes parts|"
    "cri général|cris nombreux|les tribunes|voix des*|plusieurs députés|un grand nombre de membres|"
    "plusieurs membres à gauche|tous les membres|une foule de voix",
    same="la même voix|le même membre|même voix|le même",
    another="une autre voix|un autre membre|autre voix|un autre",
    shouts="crie|crient|s'écrie*|cria|s'exclame*|interrompt|interrompant|répond*|dit une*",
    stage="l'orateur|le président|m. le président|la séance|l'assemblée|le conseil|la convention|montrant|"
    "se tournant|désignant|s'adressant|se levant|lisant|il lit|il montre|il se*|elle se*|l'amendement|l'article|"
    "la parole|suspendue|reprise|les députés|les membres|mmes et mm|m. * se lève|la proposition|le scrutin|"
    "il est procédé|pause|inaudible|adopté|rejeté|une pause|la motion|un temps|silence|les deux|le public|"
    "l'auditoire",
    procedure="la séance est levée|la séance est ouverte à|la séance, suspendue|la séance est suspendue|"
    "la séance est reprise|l'amendement n'est pas|l'article 1er, mis aux voix|la discussion est close|il est procédé|"
    "rideau|la séance est levée à|présidence de|cette proposition est|la proposition est|le décret est|"
    "le projet de décret est|l’amendement|l'amendement n|l'article|la motion est",
    translation="traduction|traduit de",
    honorifics="m.|m|mm.|mme|mme.|mlle|mmes|monsieur|madame|mademoiselle|le citoyen|citoyen|dr|me|abbé|comte|"
    "marquis|duc|baron|général|maréchal|mgr|l'abbé|vicomte|la citoyenne|citoyenne",
    offices="président|présidente|le président|la présidente|rapporteur|rapporteure|ministre|premier ministre|"
    "garde des sceaux|secrétaire|commissaire|député|le rapporteur|le ministre|la ministre|le premier ministre|"
    "vice-président|orateur|président du conseil|secrétaire d'état|le secrétaire d'état|le garde des sceaux|"
    "la secrétaire d'état|doyen|plusieurs voix|une voix|un membre|plusieurs membres|voix diverses|"
    "accusateur public|greffier|procureur|évêque|le président du conseil|huissier|juge|témoin|voix",
    articles="le|la|les|l'|un|une",
    salutations="messieurs|mesdames|citoyens|citoyennes|camarades|chers|mes|français|françaises|compatriotes|"
    "concitoyens|amis|soldats|frères|sire|représentants|travailleurs|excellence|excellences|collègues|"
    "monsieur le président|ce qui suit|comme suit",
    not_names="question|réponse|article|titre|chapitre|source|date|note|annexe|premièrement|deuxièmement|enfin|or|"
    "donc|ainsi|mais|c'est|ce|cela|voilà|voici|ici|il|je|nous|vous|on|et|amendement|vote|résultat|séance|objet|"
    "nombre|pour|contre",
    sources="source|discours prononcé|prononcé|extrait|paru|publié|texte|traduction|d'après",
    bylines="par|de|auteur|discours de",
    occasions="discours|allocution|conférence|message|séance|débat|débats|assemblée|sénat|convention|déclaration|"
    "proclamation|rapport|compte rendu|journal|sermon|oraison|plaidoyer|comédie|tragédie|drame",
    contents="sommaire|table des matières|table|ordre du jour",
    furniture="commentaires fermés|les commentaires sont fermés|haut de page|retour|imprimer|accueil|partager|"
    "lire la suite|mentions légales|recherche|aller au contenu|retour en haut*|connexion",
    scenes="acte|scène|tableau|prologue|épilogue",
    small_words="le|la|les|de|des|du|et|à|au|aux|en|d'|l'|pour|sur",
    persons="je|me|moi|nous|vous|mon|ma|mes|notre|nos|votre|vos|j'|tu|toi",
    abbreviations="m|mm|mme|mmes|mlle|dr|art|n°|no|p|pp|t|vol|st|ste|cf|etc|av|me|mgr|ier|ch|al",
)
