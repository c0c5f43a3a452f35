"""What a stretch of a speech is: hard cases from real records, one snippet each."""

import pytest
from segmenter_shown import cast, kinds, script, shown

LONG = "I said so in this hall a year ago, and I say so again to-night, whatever the gentleman may think of it."
"""Enough prose to end front matter."""


def said(snippet: str) -> list[str]:
    """The snippet's segments, read after a paragraph of prose and without it."""
    return shown(f"{LONG}\n\n{snippet}")[1:]


@pytest.mark.parametrize(("snippet", "expected"), [
    ("It will strangle us. (“There is a third!” shouts someone.) The third is this.",
     ["It will strangle us.", "heckle_quote: There is a third!", "heckle_attribution: shouts someone.",
      "The third is this."]),
    ('I speak. [Loud applause and\nlaughter, and cries of "Go on; go on."] Well.',
     ["I speak.", "reaction: Loud applause.", "reaction: laughter.", "heckle_attribution: cries of.",
      "heckle_quote: Go on; go on.", "Well."]),
    ('Who was it? [Same voice, "John Calhoun."] No, sir.',
     ["Who was it?", "heckle_attribution: Same voice.", "heckle_quote: John Calhoun.", "No, sir."]),
    ("Who defeated it? [A voice: Judge Douglas.] Yes.",
     ["Who defeated it?", "heckle_attribution: A voice.", "heckle_quote: Judge Douglas.", "Yes."]),
    ('Is it so? [Cries of "No," one voice "Yes."] Yes.',
     ["Is it so?", "heckle_attribution: Cries of.", "heckle_quote: No,", "heckle_attribution: one voice.",
      "heckle_quote: Yes.", "Yes."]),
    ('They won\'t mix. [A voice: "Three cheers!".--The cheers were given with a\nwill.] I go on.',
     ["They won't mix.", "heckle_attribution: A voice.", "heckle_quote: Three cheers!",
      "reaction: The cheers were given with a will.", "I go on."]),
    ('A fair chance. ["Read it, Read it."] I shall not.',
     ["A fair chance.", "heckle_quote: Read it, Read it.", "I shall not."]),
    ("I will not. (Hear, hear.) Never.", ["I will not.", "heckle_quote: Hear, hear.", "Never."]),
    ("One of those--[applause]--thank you--one of those soldiers.",
     ["One of those--", "reaction: applause.", "thank you--one of those soldiers."]),
    ("He died. [Left breast.] The General said no.", ["He died.", "stage: Left breast.", "The General said no."]),
    ("Our Soldiery. [Allusion to General Sherman followed by great applause.] Now.",
     ["Our Soldiery.", "stage: Allusion to General Sherman followed by great applause.", "Now."]),
    ("Till then [apostrophizing Lincoln's portrait which hung there], till then, farewell.",
     ["Till then", "stage: apostrophizing Lincoln's portrait which hung there.", "till then, farewell."]),
    ("We heard the gentleman [Noah Porter, D.D.] on my left.",
     ["We heard the gentleman", "editorial: Noah Porter, D.D.", "on my left."]),
    ("An accidental war, [or a war of escalation in which stakes grow] is near.",
     ["An accidental war,", "editorial: or a war of escalation in which stakes grow", "is near."]),
    ("It was grand. (Stormy, prolonged applause, turning into an ovation. All rise.) So.",
     ["It was grand.", "reaction: Stormy, prolonged applause, turning into an ovation. | All rise.", "So."]),
    ("The speech of Grady's[5] was long.", ["The speech of Grady's was long."]),
])
def test_notes_in_a_speech(snippet: str, expected: list[str]) -> None:
    assert said(snippet) == expected


@pytest.mark.parametrize("snippet", [
    "The gentleman from Florida (Mr. Mica) and the gentlewoman from California (Ms. Millender-\nMcDonald) agree.",
    "Division of Revenue Bill [B 3 - 2007] (National Assembly - sec76) was read in 1854 (as in Kansas) and (1) "
    "again.",
    "There was laughter in the street (cheers, too, I am told) and “applause is cheap,” he said (“The Act”).",
    "In 1905 [the year of strikes, 3 in all], we … well, we won.",
    "Freedom. Freedom is our aim.\n\nFirst: we work.\n\nSecond: we hope.\n\nPeace. Peace is all.\n\nPeace. I say "
    "it again.",
    "Note: this is (in order) said.\n\nRemember: it is (silence) said (I hope, with applause) too.",
    "[Applause. This bracket never closes.\n\nThe next paragraph is speech.",
    "He stood (with his hands) up :) and ended ] there.",
])
def test_ordinary_words_are_speech(snippet: str) -> None:
    assert kinds(f"{LONG}\n\n{snippet}") <= {"omission"}


@pytest.mark.parametrize(("snippet", "names"), [
    ("  Mr. MICA. Mr. Speaker, I rise.\n\n  The SPEAKER pro tempore (Mr. Poe). Is there objection?",
     ["Mr. Mica.", "The Speaker pro tempore."]),
    ("Ms. MILLENDER-McDONALD. I yield.\n\nMr. MILLER of Florida. I thank her.",
     ["Ms. Millender-McDonald.", "Mr. Miller of Florida."]),
    ("Mr B A D MARTINS: I move.\n\nThe ACTING CHIEF WHIP OF THE MAJORITY PARTY: I second.",
     ["Mr B A D Martins.", "The Acting Chief Whip of the Majority Party."]),
    ("TROTSKY: No.\n\nDAN: Yes.", ["Trotsky.", "Dan."]),
    ("Dr. Angela Merkel (CDU/CSU):\nJa.\n\nHermann Gröhe, Bundesminister für Gesundheit:\nNein.",
     ["Dr. Angela Merkel.", "Hermann Gröhe, Bundesminister für Gesundheit."]),
    ("El señor FORNI (de pie).- Pido la palabra.\n\nEl señor PRESIDENTE: La tiene.",
     ["El señor Forni.", "El señor Presidente."]),
    ("M. le président. La parole est à M. Barnave.\n\nM. Barnave. Je m’y oppose.\n\nPlusieurs voix : Aux voix !\n\n"
     "M. le président. Silence !", ["M. le président.", "M. Barnave.", "Plusieurs voix."]),
    ("PRESIDENTE. La parola a Rossi.\n\nROSSI. Grazie.\n\nPRESIDENTE. Prego.", ["Presidente.", "Rossi."]),
    ("Председательствующий. Слово Иванову.\n\nИванов И. И. Товарищи! Мы победили.\n\nПредседательствующий. Перерыв.",
     ["Председательствующий.", "Иванов И. И."]),
    ("De voorzitter: Het woord is aan de heer Wilders.\n\nDe heer Wilders (PVV): Dank.\n\nMevrouw Kaag (D66): Nee.",
     ["De voorzitter.", "De heer Wilders.", "Mevrouw Kaag."]),
    ("O Sr. Presidente: — Tem a palavra.\n\nO Sr. Álvaro Cunhal (PCP): — Não.\n\nVozes do PSD: — Muito bem!",
     ["O Sr. Presidente.", "O Sr. Álvaro Cunhal.", "Vozes do Psd."]),
    ("Marszałek: Proszę.\n\nPoseł Jan Kowalski: Dziękuję.\n\nPoseł Anna Nowak: Nie.",
     ["Marszałek.", "Poseł Jan Kowalski.", "Poseł Anna Nowak."]),
    ("ГОЛОВУЮЧИЙ. Прошу.\n\nШЕВЧЕНКО Т.Г. Дякую.\n\nГОЛОВУЮЧИЙ. Далі.\n\nГОЛОС ІЗ ЗАЛУ. Ганьба!",
     ["Головуючий.", "Шевченко Т.Г.", "Голос із Залу."]),
    ("Mr Speaker\n\nOrder. Questions.\n\nKeir Starmer (Holborn) (Lab)\n\nThank you. I ask.\n\nThe Prime "
     "Minister\n\nNo. I say.\n\n"
     "Mr Speaker\n\nOrder. Calm.\n\nThe Prime Minister\n\nI did say.", ["Mr Speaker.", "Keir Starmer.",
     "The Prime Minister."]),
    ("HAMLET\nTo be, or not to be,\nThat is it.\n\nOPHELIA\nGood my lord,\nHow are you?\n\n" * 3,
     ["Hamlet.", "Ophelia."]),
    ("VALÈRE.\nHé quoi ?\n\nÉLISE.\nNon.\n\n" * 3 + "VALÈRE, à part.\nAh !", ["Valère.", "Élise."]),
    ("Präsident Löbe: Das Wort hat der Herr Reichskanzler.\n\nHitler, Reichskanzler: Ich danke.\n\n"
     "Präsident Löbe: Bitte.",
     ["Präsident Löbe.", "Hitler, Reichskanzler."]),
    ("Q. Who are you?\n\nA. John.\n\nQ. Where from?\n\nA. Here.", ["Q.", "A."]),
])
def test_labels_name_the_speaker_once(snippet: str, names: list[str]) -> None:
    labels = [found for found in script(snippet).segments if found.kind == "speaker_label"]
    assert [sentence.text for found in labels for sentence in found.sentences] == names


@pytest.mark.parametrize("greeting", [
    "Mr. CHAIRMAN AND GENTLEMEN: I thank you.", "MY FELLOW-CITIZENS:--On yesterday evening I spoke.",
    "Mr. Speaker, Mr. Vice President, members of Congress: It is a privilege.", "LADIES AND GENTLEMEN: Good evening.",
    "MR. PRESIDENT, AND ALL YOU GOOD NEW ENGLANDERS: I am here.",
    "MR. PRESIDENT AND GENTLEMEN OF THE NEW ENGLAND SOCIETY:--I suppose so.", "Meine Damen und Herren: Ich danke.",
])
def test_a_greeting_is_no_label(greeting: str) -> None:
    assert kinds(f"{greeting} {LONG}") == set()


def test_a_play_has_characters_and_directions() -> None:
    play = ("Медведь\n\nI\n\nПопова и Лука.\n\nЛука. Барыня! (Вздыхает.) Что вы?\n\nПопова (решительно). Прошу "
    "тебя.\n\n"
            "Лука. Слушаю!\n\nПопова. Кто там?\n\nЛука. Никого.\n\nПопова. Иди.\n\nРезкий звонок.\n\nЛука. Иду.")
    assert shown(play)[:9] == [
        "title: Медведь", "title: I", "stage: Попова и Лука.", "speaker_label: Лука.", "Барыня!",
        "stage: Вздыхает.", "Что вы?",
        "speaker_label: Попова.", "stage: решительно."]
    assert "stage: Резкий звонок." in shown(play)


@pytest.mark.parametrize(("language", "snippet", "expected"), [
    ("de", "Ich sage das (und betone es), daß wir siegen. (Lebhafter Beifall links. – Zuruf rechts: Niemals!) "
     "Doch, das ist so.",
     ["reaction: Lebhafter Beifall links.", "heckle_attribution: Zuruf rechts.", "heckle_quote: Niemals!"]),
    ("fr", "Nous avons voté cette loi (loi de 1905) pour la paix. (Applaudissements à gauche.) Elle est là. (« "
     "Très bien ! » au centre.)",
     ["reaction: Applaudissements à gauche.", "heckle_quote: Très bien !", "heckle_attribution: au centre."]),
    ("es", "Lo digo así (y no de otro modo). (Grandes aplausos en la izquierda.) Es la verdad. (El señor Gil "
     "Robles: ¡No!) Sí lo es.",
     ["reaction: Grandes aplausos en la izquierda.", "heckle_attribution: El señor Gil Robles.",
      "heckle_quote: ¡No!"]),
    ("ru", "Партия (большевиков) ведёт нас и не сдаётся. (Бурные аплодисменты.) Мы за мир. (Голос с места: "
     "«Правильно!») Да, это так.",
     ["reaction: Бурные аплодисменты.", "heckle_attribution: Голос с места.", "heckle_quote: Правильно!"]),
    ("uk", "Ми за Україну і за її людей, як це було. (Шум у залі). Так (це правда), це так. (Оплески).",
     ["reaction: Шум у залі.", "reaction: Оплески."]),
    ("pl", "Nie zgadzamy się na to (z art. 5), bo to jest źle. (Oklaski) Tak. (Głos z sali: To nieprawda!) Prawda.",
     ["reaction: Oklaski.", "heckle_attribution: Głos z sali.", "heckle_quote: To nieprawda!"]),
    ("it", "Questo articolo (il terzo) non va, e lo dico per la Camera. (Applausi a sinistra — Commenti a destra).",
     ["reaction: Applausi a sinistra — Commenti a destra."]),
    ("nl", "Dit is een schande voor de Kamer en dat is niet goed. (Gelach) Ik zeg het (zie de motie).",
     ["reaction: Gelach."]),
    ("pt", "É verdade, e digo isso para que não se diga mais nada (isto é grave). (Risos.) É uma vergonha.",
     ["reaction: Risos."]),
])
def test_every_language_has_its_conventions(language: str, snippet: str, expected: list[str]) -> None:
    assert script(snippet).language == language
    assert [line for line in shown(snippet) if line.startswith(("reaction", "heckle"))] == expected


def test_hecklers_keep_their_numbers() -> None:
    text = (f'{LONG} [A voice: "Yes."] So. [Same voice, "John."] No. [Another voice: Douglas.] Well. '
            '[Cries of "No."] Then. [Mr. SMITH: Never!] Why? [Mr. SMITH: Because.]')
    heard = [line for line in cast(text) if line.startswith(("heckler", "crowd"))]
    assert heard == ["heckler: Yes.", "heckler: John.", "heckler 2: Douglas.", "crowd: No.", "heckler 3: Never!",
                     "heckler 3: Because."]


def test_translations_are_read_and_never_skipped() -> None:
    text = (f"{LONG}\n\nNgiyabonga, Somlomo. [Ihlombe.] (Translation of isiZulu paragraphs follows.)\n\n"
            "[Mr S N NXUMALO: Madam Speaker, we support it.\n\nThank you, Madam Speaker.]\n\nI go on.")
    assert shown(text)[1:] == [
        "Ngiyabonga, Somlomo.", "reaction: Ihlombe.", "editorial: Translation of isiZulu paragraphs follows.",
        "editorial: Mr S N NXUMALO: Madam Speaker, we support it. | Thank you, Madam Speaker.", "I go on."]


@pytest.mark.parametrize(("text", "expected"), [
    ("HORACE PORTER\n\n\nMEN OF MANY INVENTIONS\n\n     [Speech of Horace Porter at a dinner. He said:\n     "
     "\"Come.\" [Applause.]\n\n"
     "     General Porter will respond.\"]\n\n\nMR. PRESIDENT:--I suppose it was so.",
     ["byline: HORACE PORTER", "title: MEN OF MANY INVENTIONS", "source: -", "MR. PRESIDENT:--I suppose it was so."]),
    ("SPEECH AT CHICAGO, JULY 10, 1858.\n\nDELIVERED AT CHICAGO, SATURDAY, JULY 10, 1858.\n\n[Mr. LINCOLN was "
     "introduced, and was "
     "greeted with applause.]\n\nMy friends, I came here to speak.",
     ["title: SPEECH AT CHICAGO, JULY 10, 1858.", "source: -",
      "stage: Mr. LINCOLN was introduced, and was greeted with applause.",
      "My friends, I came here to speak."]),
    ("Remarks at the Summit\n\nFor Immediate Release\n\nJanuary 8, 1951\n\nMr. Speaker, I thank you.",
     ["title: Remarks at the Summit", "boilerplate: -", "byline: January 8, 1951", "Mr. Speaker, I thank you."]),
    ("Скифы\n\nАлександр Блок\n\n30 января 1918\n\nМильоны — вас. Нас — тьмы, и тьмы, и тьмы.",
     ["title: Скифы", "byline: Александр Блок", "byline: 30 января 1918",
      "Мильоны — вас. | Нас — тьмы, и тьмы, и тьмы."]),
])
def test_how_a_text_introduces_itself(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


def test_page_markers_and_broken_lines_are_mended() -> None:
    text = ("We heard from the people of\n\n[[Page H6192]]\n\nthe Second District. The Repre-\nsentative and Ms. "
    "Millender-\n"
            "McDonald are self-\nmade, and so on to the end of it.")
    assert shown(text) == ["We heard from the people of the Second District. | The Representative and Ms. "
    "Millender-McDonald are "
                           "self-made, and so on to the end of it."]


def test_a_gutenberg_file_loses_its_head_and_tail() -> None:
    text = ("The Project Gutenberg EBook of X\n\nTitle: Speeches\nAuthor: John Bright\n\n*** START OF THIS "
    "PROJECT GUTENBERG EBOOK X ***\n\n"
            f"{LONG}\n\n*** END OF THIS PROJECT GUTENBERG EBOOK X ***\n\nLicence.")
    assert [line for line in shown(text) if line != "boilerplate: -"] == [LONG]


@pytest.mark.parametrize(("text", "expected"), [
    ("Mr. Dan said (pp. 84-87) that No. 5 was J. B. Smith. He left.",
     ["Mr. Dan said (pp. 84-87) that No. 5 was J. B. Smith.", "He left."]),
    ("He said: “Come here. Go there.” Then he went.", ["He said: “Come here. Go there.”", "Then he went."]),
    ("We won ... but lost. So be it.", ["We won ... but lost.", "So be it."]),
    ("M. Dupont est là, et Mme. Curie aussi. Oui, dans la salle.", ["M. Dupont est là, et Mme. Curie aussi.",
     "Oui, dans la salle."]),
])
def test_sentences_are_not_split_inside(text: str, expected: list[str]) -> None:
    assert [sentence.text for sentence in script(text).sentences] == expected


def test_an_omission_before_a_capital_ends_the_sentence() -> None:
    found = script("It came to the rocks … Against us were … the bands. It is over …").segments
    assert [(part.kind, [(s.text, s.after_omission) for s in part.sentences]) for part in found] == [
        ("speech", [("It came to the rocks", False)]), ("omission", []),
        ("speech", [("Against us were … the bands.", True), ("It is over", False)]), ("omission", [])]
