"""Spanish: Cortes, Congreso de los Diputados, the congresses of Latin America."""

from audiobook.segmenter.conventions.table import Table

TABLE = Table(
    language="es",
    function_words="el la los las de que y en un una es por con no se del para lo al como su más señor",
    months="enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago "
    "septiembre/setiembre/sept octubre/oct noviembre/nov diciembre/dic",
    reactions="aplausos|aplauso|risas|risa|hilaridad|silbidos|abucheos|vítores|ovación|protestas|carcajadas|bravos|"
    "aclamaciones|pitos|grandes aplausos|aplausos prolongados|murmullos|siseos|rumores|aprobación|asentimiento",
    weak_reactions="interrupciones|interrupción|sensación|ruido|tumulto|gritos|silencio|movimiento|agitación|"
    "contradicciones|vivas|expectación|denegaciones|campanilla|bullicio|escándalo|alboroto|voces|signos|continúan|"
    "manifestaciones|protesta",
    reaction_words="grandes|grande|gran|prolongados|prolongado|prolongadas|prolongada|vivos|vivo|muchos|muchas|"
    "nutridos|generales|general|repetidos|fuertes|fuerte|estrepitosos|estruendosos|nuevos|nuevas|y|e|en|de|del|la|"
    "el|los|las|a|al|escaños|bancos|derecha|izquierda|centro|barra|barras|galerías|galería|tribuna|tribunas|"
    "público|sala|cámara|grupo|parlamentario|popular|socialista|señorías|diputados|varios|varias|algunos|algunas|"
    "todos|lados|minoría|mayoría|puestos|pie|oposición|calurosos|entusiastas|muy|bien|ironía|con|por|parte|sus|"
    "señores|hemiciclo|bancadas|bancada|intensos|largos",
    exclamations="muy bien|bravo|no|sí|eso es|bien|viva|vivas|muy mal|fuera|que hable|a votar|así es|oh",
    voices="una voz|voz|un señor diputado|un diputado|un señor senador|un senador|alguien|un asistente|una voz de*|"
    "un señor representante|un concurrente|una señora diputada|un espectador|una voz en*",
    crowds="varias voces|voces|varios señores diputados|varios diputados|muchas voces|algunas voces|gritos de|"
    "voces de*|varios señores senadores|el público|rumores y voces|varios señores representantes|"
    "algunos señores diputados|hablan varios*|muchos señores diputados|varios senadores",
    same="la misma voz|el mismo",
    another="otra voz|otro señor diputado|otro",
    shouts="grita*|exclama*|interrump*|dice|contesta*|responde*",
    stage="el señor|la señora|el orador|la presidencia|el presidente|señalando|mostrando|dirigiéndose|leyendo|lee|"
    "muestra|señala|levantándose|levanta|se levanta|así se*|pausa|se suspende|se reanuda|la cámara|el congreso|"
    "los señores|asentimiento|abandona*|ocupa*|se refiere|refiriéndose|texto que*|suena*|inaudible|"
    "fuera de micrófono|hace*|manifestaciones en*|interrupción en*|se pone*|puesto* en pie|sin*|se procede|"
    "prosigue|la secretaria|el secretario",
    procedure="se abre la sesión|se levanta la sesión|se suspende la sesión|se reanuda la sesión|eran las|"
    "era la una|efectuada la votación|se procede|así se acuerda|queda aprobad*|se aprueba|se levantó la sesión|"
    "telón|en la ciudad de|se lee|asentimiento|es la hora",
    translation="traducción",
    honorifics="sr|sr.|sra|sra.|srta.|señor|señora|señorita|don|doña|d.|dr.|dra.|diputado|diputada|senador|"
    "senadora|general",
    offices="presidente|presidenta|vicepresidente|vicepresidenta|ministro|ministra|secretario|secretaria|rey|"
    "señor presidente|ponente|diputado|diputada|senador|senadora|presidente del gobierno|fiscal|testigo|juez|voces|"
    "prosecretario|miembro informante|defensor|orador",
    articles="el|la|los|las|un|una",
    salutations="señores|señoras|señorías|compañeros|compañeras|camaradas|ciudadanos|conciudadanos|compatriotas|"
    "amigos|pueblo|queridos|queridas|hermanos|soldados|majestad|majestades|excelencia|mexicanos|argentinos|españoles|"
    "trabajadores|lo siguiente|como sigue",
    not_names="pregunta|respuesta|artículo|título|fuente|nota|fecha|capítulo|primero|segundo|tercero|que|es|y|pero|"
    "así|aquí|yo|nosotros|número|votos|resultado|anexo|lugar|hora|a favor|en contra|abstenciones",
    sources="fuente|discurso pronunciado|pronunciado|publicado|tomado de|texto|extraído",
    bylines="por|de|autor|discurso de",
    occasions="discurso|mensaje|conferencia|sesión|diario|congreso|senado|debate|proclama|manifiesto|declaración|"
    "alocución|cortes|sesiones|informe",
    contents="sumario|índice|orden del día|contenido",
    furniture="comentarios cerrados|los comentarios están cerrados|volver arriba|imprimir|inicio|compartir|"
    "leer más|aviso legal|buscar|volver|saltar al contenido",
    scenes="acto|escena|cuadro|jornada|prólogo",
    small_words="el|la|los|las|de|del|y|en|a|al|por|para",
    persons="yo|me|mí|mi|mis|nosotros|nos|nuestro|nuestra|usted|ustedes|vosotros|su señoría|tú",
    abbreviations="sr|sra|srta|sres|dr|dra|d|art|núm|no|pág|ud|uds|vd|vds|ee|uu|excmo|excma|ilmo|gral|lic|ing|etc|"
    "av|s",
)
