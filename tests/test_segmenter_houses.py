"""Houses, manners and hands the segmenter was not made on: one snippet each, in our own words or from the record."""

import pytest
from segmenter_shown import cast, kinds, line, script, shown

LONG = "I said so in this hall a year ago, and I say so again to-night, whatever the gentleman may think of it."
"""Enough prose to end front matter."""
NOISY = f"{LONG} [Applause.] Well. [Laughter.] Well. [Cheers.] Well."
"""A speech whose brackets are full of noise."""


def notes(text: str) -> list[str]:
    """All segments but speech."""
    return [line(found) for found in script(text).segments if found.kind != "speech"]


def labels(text: str) -> list[str]:
    """The labels as they stand."""
    return [" ".join(found.text.split()) for found in script(text).segments if found.kind == "speaker_label"]


@pytest.mark.parametrize("greeting", [
    "MR. PRESIDENT: No man thinks more highly than I do of the patriotism of the House.",
    "Mr. Speaker:\n\nI rise to-day to say that we are one.", "MR. CHAIRMAN:--I thank you for the honor.",
    "Mr. Toastmaster: You have been kind.", "Mr. President, fellow citizens: I thank you.",
    "TO THE SENATE AND HOUSE OF REPRESENTATIVES: I regret that I cannot be present.",
    "Mr. Speaker, Mr. President, Members of the Congress and my fellow Americans",
])
def test_an_address_to_the_chair_is_no_label(greeting: str) -> None:
    assert kinds(f"{greeting}\n\n{LONG}\n\nA word to you, young men: be honest. {LONG}") == set()


@pytest.mark.parametrize("line", [
    "II. The second question is this.", "PD-18: An overview of our aims", "The U.S. Government acts. It must.",
    "Normalization of U.S. relations goes on.", "Attorney-General Speed, under date of November 7, 1865, wrote as:",
    "Mr. BLOTTON (of Aldgate) rose to order. He sat down.", "A voice cried in the wilderness: prepare the way.",
    "Listen.", "Churchill: there was a man.", "Dr. Johnson said it best. Lesson one: work.",
])
def test_no_label_and_no_furniture(line: str) -> None:
    assert kinds(f"{LONG}\n\n{line}\n\n{LONG}") == set()


def test_a_heading_in_capitals_with_a_colon_is_no_label() -> None:
    assert labels(f"{LONG}\n\nA STRONG DEFENSE: THE GUARDIAN OF PEACE\n\n{LONG}") == []


@pytest.mark.parametrize(("record", "expected"), [
    ("The President. Hello!\n\nAudience members. Four more years!\n\nThe President. Thank you.\n\nAudience member. We "
     "love you!\n\nThe President. I love you back.",
     ["The President.", "Audience members.", "The President.", "Audience member.", "The President."]),
    ("The President. Stand up.\n\nSecretary of State Marco A. Rubio. Thank you.\n\nThe President. People like you.\n\n"
     "Rep. Omar. Shame!\n\nThe President. Well.",
     ["The President.", "Secretary of State Marco A. Rubio.", "The President.", "Rep. Omar.", "The President."]),
    ("Mr. Gar Knutson (Parliamentary Secretary to Prime Minister, Lib.): I move.\n\nMr. Michel Gauthier (Roberval, "
     "BQ): No.\n\nSome hon. members: Agreed.\n\nThe Acting Speaker (Ms. Thibeault): Carried.",
     ["Mr. Gar Knutson (Parliamentary Secretary to Prime Minister, Lib.):", "Mr. Michel Gauthier (Roberval, BQ):",
      "Some hon. members:", "The Acting Speaker (Ms. Thibeault):"]),
    ("Martin King, Jr.: (00:00)\nI speak of today.\n\nSpeaker 2: (01:39)\nNow we notice.\n\nCrowd: (02:43)\nYes!",
     ["Martin King, Jr.: (00:00)", "Speaker 2: (01:39)", "Crowd: (02:43)"]),
    ("O SR. PRESIDENTE (Ulysses Guimarães) - Declaro aberta.\n\nA SRA. BENEDITA DA SILVA (PT - RJ) - Obrigada.\n\n"
     "O SR. PRESIDENTE (Ulysses Guimarães) - Tem a palavra.\n\nO SR. MÁRIO COVAS - Agradeço.",
     ["O SR. PRESIDENTE (Ulysses Guimarães) -", "A SRA. BENEDITA DA SILVA (PT - RJ) -",
      "O SR. PRESIDENTE (Ulysses Guimarães) -", "O SR. MÁRIO COVAS -"]),
    ("President. – The debate is open.\n\nNigel Farage (EFD). – Mr President, who are you?\n\nPresident. – Please.\n\n"
     "Martin Schulz (S&D). – Shame.",
     ["President.", "Nigel Farage (EFD).", "President.", "Martin Schulz (S&D)."]),
    ("ГОЛОВУЮЧИЙ. Доброго дня.\n\n10:03:17\n\nКИРИЛЕНКО І.Г.\n\nШановний Голово, колеги!\n\nГОЛОВУЮЧИЙ. Дякую.\n\n"
     "ГОЛОВУЮЧИЙ. Далі.", ["ГОЛОВУЮЧИЙ.", "КИРИЛЕНКО І.Г.", "ГОЛОВУЮЧИЙ.", "ГОЛОВУЮЧИЙ."]),
    ("M. le président. La parole est à M. Jacob.\n\nM. Christian Jacob, président de la commission. Défavorable.\n\n"
     "M. Patrick Roy. Zéro !\n\nM. le président. Merci.",
     ["M. le président.", "M. Christian Jacob, président de la commission.", "M. Patrick Roy.", "M. le président."]),
    ("Hon. (Ms.) Mbalu: I thank you.\n\nDeputy Enda Kenny: I do too.\n\nA Deputy: No.\n\nDeputies: Hear, hear.\n\nMr. "
     "Kenny: So.", ["Hon. (Ms.) Mbalu:", "Deputy Enda Kenny:", "A Deputy:", "Deputies:", "Mr. Kenny:"]),
    ("  Mr. NELSON. I thank the Chair.\n  The yeas and nays were ordered.\n  Mr. McCAIN. I move to reconsider the\n"
     "vote.\n", ["Mr. NELSON.", "Mr. McCAIN."]),
])
def test_labels_of_other_houses(record: str, expected: list[str]) -> None:
    assert labels(record) == expected


@pytest.mark.parametrize(("snippet", "expected"), [
    ("It goes on. (Hear him, and three cheers.) So.", ["heckle_quote: Hear him", "reaction: three cheers."]),
    ("It is so. (Cries of “Order,” “Chair,” etc.) So.",
     ["heckle_attribution: Cries of.", "heckle_quote: Order,", "heckle_quote: Chair,"]),
    ('I doubt it; ("good") and you knew it.', ["heckle_quote: good"]),
    ('Sorry. [Laughter, and HON. MEMBERS: "Oh!"] So.',
     ["reaction: Laughter.", "heckle_attribution: HON. MEMBERS.", "heckle_quote: Oh!"]),
    ("He was called a traitor (shame, shame) by men.", ["heckle_quote: shame, shame"]),
    ('He rose. [The President held up a pin reading: "Say Her Name."] So.',
     ["stage: The President held up a pin reading: \"Say Her Name.\""]),
    ("We go on. (inaudible) And so. (Moment of silence) Now.", ["stage: inaudible.", "stage: Moment of silence."]),
])
def test_brackets_amid_noise(snippet: str, expected: list[str]) -> None:
    assert notes(f"{NOISY}\n\n{snippet}")[3:] == expected


@pytest.mark.parametrize(("language", "snippet", "expected"), [
    ("de", "Die Regierung hat nichts getan, und das ist nicht gut. (Sehr richtig! bei den Sozialdemokraten.) Ja.",
     ["heckle_quote: Sehr richtig!", "heckle_attribution: bei den Sozialdemokraten."]),
    ("de", "Das sage ich Ihnen. (Brigitte Zypries, Parl. Staatssekretärin: Bei uns schon! – Beifall bei der SPD) Und.",
     ["heckle_attribution: Brigitte Zypries, Parl. Staatssekretärin.", "heckle_quote: Bei uns schon!",
      "reaction: Beifall bei der SPD."]),
    ("pt", "O documento da liberdade não está feito para que se perca. (Muito bem! Palmas.) Obrigado.",
     ["heckle_quote: Muito bem!", "reaction: Palmas."]),
    ("ru", "Наша программа ясна, и мы не уступим её никому. (Возглас: Правильно!) Да.",
     ["heckle_attribution: Возглас.", "heckle_quote: Правильно!"]),
])
def test_calls_of_other_houses(language: str, snippet: str, expected: list[str]) -> None:
    assert script(snippet).language == language
    assert notes(snippet) == expected


def test_a_congregation_answers_in_round_brackets() -> None:
    sermon = (f"{LONG} (Yes) Give us the ballot (Give us the ballot), and we will go. (That's right) We will (and I "
              "say it again) go on. (Amen) So it (1957) is (Yes, sir).")
    found = [(s.text, str(s.role)) for s in script(sermon).sentences if s.kind == "heckle_quote"]
    assert [words for words, _ in found] == ["Yes", "Give us the ballot", "That's right", "Amen", "Yes, sir"]
    assert {role for _, role in found} == {"crowd"}


def test_who_calls_in_has_the_floor_for_one_paragraph() -> None:
    told = cast(f"{LONG}\n\nA VOICE: What about the railroads?\n\nI will come to them.\n\nVOICES FROM THE CROWD—“Good!”"
                "\n\nThey belong to you.")
    assert told[1:] == ["narrator: A Voice.", "heckler: What about the railroads?", "speaker: I will come to them.",
                        "narrator: Voices From the Crowd.", "crowd: “Good!”", "speaker: They belong to you."]


def test_a_voice_in_small_letters_calls_in_too() -> None:
    assert labels(f"{LONG}\n\nA voice: What about the railroads?\n\nI will come to them.") == ["A voice:"]


def test_a_language_switch_and_the_chair() -> None:
    record = ("Mr. SMITH: I say.\n\n[Translation]\n\nMrs. TREMBLAY: I thank him.\n\n[English]\n\n[The Deputy Speaker "
              "left the Chair]\n\nOpposition members interjecting—\n\nMr. SMITH: So.\n\nMr. DORGAN addressed "
              "the Chair.")
    assert [note for note in notes(record) if not note.startswith("speaker_label")] == [
        "editorial: Translation", "editorial: English", "stage: The Deputy Speaker left the Chair.",
        "stage: Opposition members interjecting.", "stage: Mr. DORGAN addressed the Chair."]


def test_a_signature_and_a_last_note() -> None:
    assert shown(f"{LONG}\n\n{LONG}\n\nHERBERT HOOVER\n\nThe White House, December 3, 1929.")[2:] == [
        "byline: HERBERT HOOVER", "byline: The White House, December 3, 1929."]
    assert kinds(f"{LONG}\n\n{LONG}\n\nNote: The President spoke at 1:15 p.m. in Ohio.") == {"source"}


def test_a_name_with_initials_over_a_title_is_the_author() -> None:
    assert shown(f"V. I. Lenin\n\nSpeech at a Meeting\n\n{LONG}")[:2] == [
        "byline: V. I. Lenin", "title: Speech at a Meeting"]
    assert shown(f"Blood and Iron\n\nSpeech to the Assembly\n\n{LONG}")[0] == "title: Blood and Iron"


def test_a_play_with_articles_square_directions_and_broken_speeches() -> None:
    play = ("FRANZ. Ist Euch wohl?\n\nDER ALTE MOOR. Ganz wohl.\n\nFRANZ [leise]. Die Post (wie bekannt) kam.\n\n"
            "[Er geht.]\n\nSeid Ihr krank?\n\nDER ALTE MOOR (begierig). Nein.\n\nFRANZ. So.\n\n[Pause.]\n\n"
            "DER ALTE MOOR. Gut.\n\nFRANZ. Und nun?\n\n[Ab.]\n\nFranz ab.")
    assert shown(play)[4:10] == [
        "speaker_label: -", "stage: leise.", "Die Post (wie bekannt) kam.", "stage: Er geht.", "Seid Ihr krank?",
        "speaker_label: -"]
    assert shown(play)[-1] == "stage: Franz ab."


def test_a_hall_full_of_noise_is_no_play() -> None:
    record = "Молотов. Прошу. (Смех.)\n\nСталин. Мы (и не только мы) за мир. (Аплодисменты.)\n\n" * 4
    assert not any(note.startswith("stage") for note in notes(record))


def test_both_notes_on_the_source_are_kept() -> None:
    from audiobook.document import Block, Document
    from audiobook.segmenter import segment

    text = f"Peace\n\nSource: The Times.\n\n{LONG}"
    starts = [0, 7, 7 + len("Source: The Times.") + 2]
    blocks = tuple(Block("paragraph", start, end) for start, end in zip(starts, [5, 25, len(text)], strict=True))
    found = segment(Document(text, blocks, source="https://example.org/peace", name="peace"))
    assert found.source == "https://example.org/peace\nSource: The Times."


@pytest.mark.parametrize(("record", "expected"), [
    ("Mr. ROMAN:—I move that we adjourn.\n\nThe PRESIDENT:—The question is on the motion.\n\nMr. WICKLIFFE:—I ask that "
     "the resolution be taken up.", ["Mr. ROMAN:", "The PRESIDENT:", "Mr. WICKLIFFE:"]),
    ("THE PRESIDENT: Yes, Bill.\n\nQ But —\n\nTHE PRESIDENT: No.\n\nQ I'd like to have another.\n\nQ — everything I've "
     "heard —", ["THE PRESIDENT:", "Q", "THE PRESIDENT:", "Q", "Q"]),
    ("1. ANDREW LITTLE (Leader of the Opposition) to the Prime Minister : Does he stand by it?\n\nRt Hon JOHN KEY "
     "(Prime Minister): Yes.\n\nMr SPEAKER : Order!",
     ["1. ANDREW LITTLE (Leader of the Opposition) to the Prime Minister :", "Rt Hon JOHN KEY (Prime Minister):",
      "Mr SPEAKER :"]),
    (f"PRESIDENT BARACK OBAMA: {LONG.upper()} {LONG.upper()}", ["PRESIDENT BARACK OBAMA:"]),
])
def test_labels_of_conferences_and_captions(record: str, expected: list[str]) -> None:
    assert labels(record) == expected


def test_a_numbered_point_in_capitals_is_no_question() -> None:
    assert labels(f"{LONG}\n\n1. NATO: we must stand by the treaty.\n\n2. AID: we must give more.\n\n{LONG}") == []


def test_a_page_marker_above_a_centred_heading_is_not_part_of_it() -> None:
    text = "[[Page E1034]]\n                EDITORIAL ON DEVILS LAKE\n\n  Ms. SLAUGHTER. Mr. Speaker, I rise today.\n"
    assert notes(text) == ["boilerplate: -", "title: EDITORIAL ON DEVILS LAKE", "speaker_label: Ms. Slaughter."]


@pytest.mark.parametrize(("text", "expected"), [
    ("HC Deb 23 October 1884\n\nMR. HOWARD\n\nSir, I rise.\n\nMR. GLADSTONE\n\nNo.\n\n* LORD R. CHURCHILL (Paddington, "
     "S.)\n\nI do.\n\nMR. GLADSTONE\n\nI deny it.\n\nMR. HOWARD\n\nSo be it.",
     ["MR. HOWARD", "MR. GLADSTONE", "LORD R. CHURCHILL (Paddington, S.)", "MR. GLADSTONE", "MR. HOWARD"]),
    ("THE PRESIDENT. Yes.\n\n[3.] Q. Sir, will you?\n\nTHE PRESIDENT. No.\n\nTHE PRESIDENT. Well.",
     ["THE PRESIDENT.", "Q.", "THE PRESIDENT.", "THE PRESIDENT."]),
])
def test_names_on_lines_of_their_own_and_numbered_questions(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    (f"{LONG} I hold them to account (hear, hear). So do you.", {"heckle_quote"}),
    (f"{NOISY} I need that (Mock sob) so much.", {"reaction", "stage"}),
    (f"{LONG}\n\n[At the close of his speech the diners rose to their feet, and the Colonel said--]\n\n{LONG}",
     {"stage"}),
    ("The CHAIRMAN. I recognize the gentleman from Texas [Mr. Gonzalez] for 5 minutes.\n\nMr. GONZALEZ. I yield.",
     {"speaker_label"}),
    (f"A REPLY\n\nHome > News > September 2004\n\n{LONG}", {"title", "boilerplate"}),
    (f"FIRST ADDRESS.\n\nInaugural Address, delivered in the House, January 12, 1885.\n\n{LONG}", {"title", "source"}),
])
def test_notes_of_other_houses(text: str, expected: set[str]) -> None:
    assert kinds(text) == expected


def test_a_bracket_goes_on_over_the_end_of_a_line() -> None:
    text = f"{LONG} {LONG} (Applause. Shouts of “Long live\nthe Congress!”)\n{LONG} {LONG}"
    assert "heckle_quote: the Congress!" not in notes(text)
    assert any("Long live the Congress!" in note for note in notes(text))


def test_a_record_without_blank_lines_has_a_paragraph_for_each_name() -> None:
    text = ("Do you solemnly swear the testimony you will give before this\ncommittee is the truth, so help you God?\n"
            "Mr. McCLOY - I do.\nMr. COOPER. - I do.\nChairman STOKES - You may be seated. The Chair recognizes\n"
            "counsel for the committee.\nMr. CORNWELL - Thank you, Mr. Chairman.\nMr. McCLOY - He is not my counsel.\n"
            "Chairman STOKES - Well.\nMr. COOPER - So.\n")
    assert [name.rstrip(" .-") for name in labels(text)] == [
        "Mr. McCLOY", "Mr. COOPER", "Chairman STOKES", "Mr. CORNWELL", "Mr. McCLOY", "Chairman STOKES", "Mr. COOPER"]


def test_two_sentences_in_capitals_are_no_heading() -> None:
    caption = "THIS PLAN HAS ALREADY SAVED THE JOBS OF TEACHERS. IT IS CREATING JOBS TO REBUILD ROADS AND BRIDGES."
    assert kinds(f"{LONG}\n\n{caption}\n\n{LONG}") == set()
