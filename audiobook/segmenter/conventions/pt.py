"""Portuguese: Assembleia da República, Cortes, Câmara dos Deputados of Brazil."""

from audiobook.segmenter.conventions.table import Table

TABLE = Table(
    language="pt",
    function_words="o a os as de que e em um uma é por com não se do da para no na ao mais como são",
    months="janeiro/jan fevereiro/fev março/mar abril/abr maio/mai junho/jun julho/jul agosto/ago setembro/set "
    "outubro/out novembro/nov dezembro/dez",
    reactions="aplausos|palmas|risos|riso|gargalhadas|hilaridade|vaias|apupos|protestos|ovação|apartes|"
    "vozes de protesto|aclamações|assobios|murmúrios|pateada",
    weak_reactions="interrupções|interrupção|sensação|rumor|rumores|tumulto|silêncio|gritos|manifestações|"
    "burburinho|movimento|apoiados|sussurro|campainha|manifestação",
    reaction_words="prolongadas|prolongados|prolongado|prolongada|vivos|vivas|grandes|gerais|geral|muitas|muitos|"
    "muito|calorosas|calorosos|e|de|do|da|dos|das|no|na|nos|nas|a|o|as|os|em|pé|bancadas|bancada|esquerda|direita|"
    "centro|galerias|galeria|plenário|deputados|sessão|sala|vários|várias|lados|todos|público|renovados|repetidos|"
    "nova|novos|ps|psd|pcp|cds|be|cds-pp",
    exclamations="muito bem|bravo|apoiado|apoiados|não apoiado|não|sim|ordem|viva|é verdade|bem|vergonha|ora",
    voices="uma voz|voz|um sr. deputado|um deputado|alguém|uma voz de*|um senhor deputado|um espectador|"
    "um sr. senador",
    crowds="vozes|várias vozes|muitas vozes|vozes de*|vozes do*|vários srs. deputados|gritos de|vozes da*|"
    "muitos srs. deputados",
    same="a mesma voz|o mesmo",
    another="outra voz|outro",
    shouts="grita*|exclama*|interromp*|responde*",
    stage="o orador|o sr. presidente|o presidente|a sessão|o deputado|mostrando|apontando|dirigindo-se|lendo|lê|"
    "levanta|levantando-se|pausa|soa*|a câmara|os deputados|exibe|procede-se|submetido|o microfone|inaudível|assume*|"
    "reassume|entra*|sai|risos|soando*|pausa|faz pausa",
    procedure="está aberta a sessão|levanta-se a sessão|está encerrada a sessão|eram * horas|a sessão foi|"
    "submetid*|pausa|encerra-se a sessão|procedeu-se|pano",
    translation="tradução",
    honorifics="sr|sr.|sra|sra.|sr.ª|senhor|senhora|dr.|dra.|deputado|deputada|senador|senadora|dom|d.|orador",
    offices="presidente|o presidente|a presidente|vice-presidente|ministro|ministra|secretário|secretária|"
    "primeiro-ministro|orador|o orador|vozes|uma voz|relator|relatora|deputado|deputada|testemunha",
    articles="o|a|os|as|um|uma",
    salutations="senhores|senhoras|srs|sras|caros|colegas|cidadãos|camaradas|companheiros|companheiras|amigos|"
    "portugueses|brasileiros|excelência|excelências|povo|trabalhadores",
    not_names="pergunta|resposta|artigo|título|fonte|nota|data|capítulo|primeiro|segundo|que|é|e|mas|assim|aqui|eu|"
    "nós|local|hora|votos|resultado|anexo",
    sources="fonte|discurso proferido|proferido|publicado|pronunciado|texto",
    bylines="por|de|autor|discurso de",
    occasions="discurso|mensagem|conferência|sessão|diário|câmara|senado|debate|proclamação|declaração|assembleia|"
    "manifesto",
    contents="sumário|índice|ordem do dia",
    furniture="comentários fechados|os comentários estão fechados|voltar ao topo|imprimir|partilhar|compartilhar|"
    "ler mais|pesquisar|início",
    scenes="acto|ato|cena|quadro|prólogo",
    small_words="o|a|os|as|de|do|da|dos|das|e|em|no|na|por|para",
    persons="eu|me|mim|nós|nos|meu|minha|nosso|nossa|vossa|v. ex.ª|você|vocês|tu",
    abbreviations="sr|sra|srs|sras|dr|dra|d|art|n|pág|v|ex|exa|exmo|exma|etc|av|eng|prof|ilmo",
)
