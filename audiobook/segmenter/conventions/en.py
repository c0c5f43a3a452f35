"""English: Congress, Hansard, South Africa, 19th-century speeches, White House transcripts."""

from audiobook.segmenter.conventions.table import Table

TABLE = Table(
    language="en",
    function_words="the of and to in that is it for was with as be by this are from have not which we our i",
    months="january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sept/sep "
    "october/oct november/nov december/dec",
    reactions="laughter|applause|cheers|cheer|cheering|hisses|hissing|hooting|groans|boos|booing|jeers|jeering|"
    "interjections|clapping|hear hear|guffaws|ovation|standing ovation|catcalls|uproar|hilarity|acclamation|"
    "acclamations|merriment|animation|handclapping|laughs|chuckles",
    weak_reactions="interruption|interruptions|sensation|disorder|commotion|noise|tumult|murmurs|murmuring|silence|"
    "movement|shouts|shouting|cries|crying|outcry|yells|yelling|whistles|whistling|exclamations|excitement|"
    "agitation|assent|dissent|disturbance|confusion|protests|clamor|clamour|bravos|stir|gasps|singing|chanting|"
    "demonstration|approval",
    reaction_words="loud|louder|great|greater|long|long continued|long-continued|continued|continuing|prolonged|"
    "renewed|tremendous|enthusiastic|hearty|general|much|more|immense|uproarious|vociferous|deafening|thunderous|"
    "thunders|thunder|storm|storms|roars|roar|peals|peal|bursts|burst|outburst|scattered|mild|mixed|ironical|"
    "ironic|ministerial|opposition|government|liberal|conservative|labour|national|nationalist|republican|"
    "democratic|some|slight|faint|sustained|repeated|wild|rapturous|warm|ringing|perfect|further|again|and|with|of|"
    "from|on|in|by|at|the|a|an|both|all|several|sides|side|parts|part|gallery|galleries|benches|bench|floor|left|"
    "right|house|hall|audience|crowd|then|mingled|mixture|followed|amid|amidst|derisive|subdued|increasing|"
    "increased|tumultuous|wildest|loudest|lasting|minutes|minute|several|for|during|which|was|were|throughout|"
    "members|hon. members|honourable members|standing|rising|lord|quick|brief|good|little|three|another|round|"
    "rounds|tiger|hurrah|hurrahs|huzzas|interruption|interruptions|members'|no|stormy|turning|into|rise|rises|feet|"
    "their|to|lively|thunder|hurrah|spontaneous|unanimous|stand|stands|delegates|cheers|shouts|cries|assent|"
    "dissent|approval|disapproval|derision|surprise|sensation|excitement",
    exclamations="yes sir|amen|all right|that's right|well|come on|my lord|yeah|preach|preach it|speak|uh-huh|oh yes|"
    "have mercy|lord have mercy|make it plain|hallelujah|glory|oh lord|yes lord|go ahead|hear hear|hear|oh|no|yes|"
    "order|shame|question|divide|withdraw|never|bravo|aye|ayes|agreed|go on|good|hurrah|sir|lord|all right now|"
    "that's it|that's so|that is so|so it is|good for you|hit him again|hit him|hear him|hurrah for *|"
    "three cheers for *|go it|you're right|you are right|louder|yes, we will|we will|we do|never, never|go ahead now|"
    "tell it|say it|say so|talk to us|yes it is|oh yeah|yes indeed|help him|help him lord|come on now|"
    "that's all right|thank you lord|well said|put him out|turn him out|sit down|name him",
    voices="a voice|one voice|voice|somebody|someone|some one|a member|an hon. member|an honourable member|"
    "an honorable member|an hon. gentleman|hon. member|honourable member|a delegate|a man|a woman|a heckler|heckler|"
    "audience member|an audience member|a lady|a gentleman|a boy|a soldier|a bystander|a listener|a juror|"
    "voice from*|unidentified speaker|unidentified*|a workman|a student|a deputy|a senator|an elector|interrupter|"
    "an interrupter|an hon. senator|an honourable senator|a deputy|a voice from*|a spectator|a workingman|a workman|"
    "a farmer|a policeman|a veteran|a reporter|speaker unidentified|protester|a protester|audience",
    crowds="voices|several voices|many voices|some voices|other voices|cries of|cry of|cries|shouts of|shout of|"
    "calls of|calls for|call for|calls|hon. members|honourable members|honorable members|several hon. members|"
    "an hon. members|opposition members|government members|members|several members|audience|the audience|"
    "audience members|crowd|the crowd|chorus of|a chorus of|exclamations of|all|many|delegates|hon. senators|"
    "murmurs of|loud cries of|renewed cries of|ministerial cries of|ironical cries of|opposition cries of|"
    "voices from*|chants of|several delegates|students|some hon. members|some honourable members|some hon. senators|"
    "some honourable senators|honourable senators|some members|a few members|deputies|audience members|chorus|"
    "the delegates|the congregation|congregation|students|the people|voices from the crowd",
    same="same voice|the same voice|same|the voice",
    another="another voice|a second voice|another|a third voice|another member|another hon. member|second voice|"
    "third voice",
    shouts="shout*|cries|cried|cry|call*|exclaim*|yell*|interrupt*|ask*|answer*|interject*|repli*|respond*|heckl*|"
    "scream*",
    stage="long pause|brief pause|short pause|mr. * here|mr. * rose|mr. * nodded|mr. * nods|mr. * bows|mr. * bowed|"
    "mr. * rises|mr. * sat|mr. * assented|mr. * shook|mr. * laughs|several hon. members rose|hon. members rose|"
    "several members rose|at this point|at this time|here|the clerk|the speaker|the secretary|the chairman|"
    "the president|the audience|the house|the senate|the band|the procession|the meeting|the delegates|time expired|"
    "inaudible|unintelligible|indiscernible|no audible response|no response|a pause|pause|pauses|allusion|"
    "an allusion|alluding|referring|reference|turning|pointing|holding|holds|indicating|addressing|apostrophizing|"
    "rising|rises|sits|sitting|bowing|bows|reading|reads|taking|takes|looking|looks|laying|drawing|raising|raises|"
    "lifting|producing|showing|shows|with a*|speaking|speaks|continuing|recess|the court|whispering|imitating|"
    "smiling|smiles|weeping|weeps|exit|exeunt|enter|enters|aside|kneels|music|a vote|the vote|the motion|a recording|"
    "video|a moment of silence|the proceedings|adjourned|the hour|off the record|begin*|end of*|break|gavel*|"
    "the hearing|whereupon|thereupon|the witness|shaking|shakes|*ly *ing|said mr.|said the|*ing to|*ing toward|"
    "*ing towards|*ing at|*ing his|*ing her|*ing a|*ing up|*ing down|waving|waves|striking|strikes|touching|tapping|"
    "gesturing|gestures|meaning|leaves|leaving|left *|crosstalk|cross talk|cross-talk|overlapping*|video plays|"
    "audio plays|video clip|silence|moment of silence|foreign language|speaking in*|speaks in*|singing|end video*|"
    "begin video*|commercial break|technical difficult*|non-english|speaks spanish|speaking spanish|off-mike|"
    "off mike|off-mic|off mic|off camera|off-camera|stands|from her seat|from his seat|from the floor|"
    "from the gallery|seated|stands in*|nods|nodding",
    procedure="mr. * rose|mrs. * rose|ms. * rose|several hon. members rose|hon. members rose|sir * rose|house met|"
    "house adjourned|house rose|house divided|committee divided|the senate met|the clerk read|the clerk will|"
    "the house proceeded|the house resolved|the house resumed|the senate adjourned|the question was taken|"
    "the question was put|question put|question agreed|question proposed|motion agreed|motion made|motion, by leave|"
    "a motion to reconsider was|a motion to recommit|the yeas and nays were|the deputy speaker took|the speaker took|"
    "the president took|the chair was taken|debate concluded|debate adjourned|debate resumed|debate interrupted|"
    "order disposed|bill read|bill accordingly|bill, as amended|bill committed|report accordingly|report adopted|"
    "report considered|agreed to|amendment agreed|amendments agreed|amendment put|amendment negatived|clause agreed|"
    "clause, as amended|division:|a recorded vote was|the result of the vote|the amendment was|the motion was|"
    "the resolution was|the bill was|the conference report was|the nomination was|accordingly|whereupon|thereupon|"
    "adjourned|adjourned at|adjournment|sitting suspended|on resuming|the sitting was|the committee rose|"
    "the meeting was|the session was|the vote was|prayers|leave granted|resolution agreed|"
    "opposition members interjecting|government members interjecting|honourable members interjecting|"
    "an honourable member interjecting|an opposition member interjecting|a government member interjecting|"
    "honourable senators interjecting|members rose|deputies rose|the lok sabha|the rajya sabha|the assembly met|"
    "the council met|the meeting rose|the meeting was called|a vote was taken|the agenda was adopted|"
    "there being no objection|the yeas and nays were|the result was announced|the motion to lay|"
    "the motion to table|and * members having risen|and more than five|and less than five|"
    "the assistant legislative clerk|the legislative clerk|the bill clerk|the preamble was|on resuming, the|"
    "the sitting closed|the sitting opened|question agreed|ordered to lie|meeting closed|meeting suspended|"
    "meeting opened|meeting ended|"
    "the question being|the committee met|the subcommittee met|the conference was called|no objection was|"
    "question again|order read|hon. members indicated|"
    "members indicated|present: *|also present: *|staff present: *|members present: *",
    languages="english|french|translation|original language|text|hindi|urdu|spanish|german|irish|gaelic|welsh|"
    "afrikaans|isizulu|isixhosa|sesotho|setswana",
    rites="took the chair|takes the chair|take the chair|resumed the chair|left the chair|assumed the chair|"
    "in the chair|read prayers|call the roll|called the roll|called to order|the roll was called|"
    "assembly met at|council met at|parliament met at|observed a minute of silence|observed a moment of silence|"
    "called the meeting to order|addressed the chair|addressed the house|addressed the senate|will appear hereafter",
    translation="translation of|translated from|translation follow*|end of translation|through an interpreter",
    honorifics="mr|mr.|mrs|mrs.|ms|ms.|miss|dr|dr.|sir|lord|lady|hon|hon.|rt. hon.|right hon.|the hon.|prof|prof.|"
    "professor|rev|rev.|gen|gen.|general|col|col.|colonel|capt|capt.|captain|major|maj.|senator|sen.|representative|"
    "rep.|governor|gov.|judge|justice|messrs|messrs.|madam|adv|adv.|viscount|earl|baroness|baron|viscountess|comrade|"
    "citizen|lt.|deputy|congressman|congresswoman|councillor|cllr|cllr.|delegate|alderman|shri|shrimati|smt.|smt|"
    "kumari|sardar|datuk|dato|chief|ambassador|commissioner",
    offices="speaker|president|chairman|chair|chairperson|chairwoman|chairlady|clerk|secretary|minister|premier|"
    "prime minister|vice president|vice-president|presiding officer|deputy speaker|acting speaker|chancellor|"
    "attorney*|leader|whip|chief whip|court|witness|commissioner|moderator|bishop|archbishop|marquess|duke|"
    "solicitor*|under-secretary|reporter|operator|audience|treasurer|deputy president|deputy chairperson|"
    "deputy chairman|delegates|hon. members|honourable members|an hon. member|a voice|voices|lord chancellor|mayor|"
    "foreman|majority leader|ambassador|postmaster*|first lord|lord advocate|parliamentary secretary|"
    "temporary chairman|house chairperson|toastmaster|chief justice|dean|rector|principal|master|mr. president|"
    "presiding judge|lieutenant governor|superintendent|grand master|worshipful master|commander|provost|"
    "vice chancellor|vice-chancellor",
    articles="the|an|a",
    salutations="gentlemen|gentleman|ladies|fellow*|citizens|friends|friend|sir|sirs|my|your|brothers|sisters|"
    "brethren|countrymen|dear|distinguished|honored|guests|guest|colleagues|congress|members of congress|excellency|"
    "excellencies|majesty|lords|my lords|comrades and|men of|women of|soldiers|people of|delegates and|good evening|"
    "good morning|good afternoon|president and|chairman and|to the congress|to the senate|to the house|to the people|"
    "to my fellow*|to all|as follows|the following",
    not_names="footnotes|footnote|notes|resolved|whereas|note|n.b|source|sources|title|date|subject|re|provided|"
    "section|article|chapter|part|volume|book|page|figure|table|appendix|example|answer|question|yes|no|first|"
    "second|third|fourth|fifth|sixth|finally|lastly|conclusion|summary|remember|warning|contents|preface|"
    "introduction|amendment|motion|order|orders|clause|ayes|noes|tellers|yeas|nays|tellers for|result|vote|"
    "division|question one|see|cf|location|place|time|from|to|cc|and|but|so|well|the following|as follows|that|"
    "this|these|those|here|there|it|he|she|we|they|you|i|what|why|how|when|where|who|in|on|at|for|by|with|thus|"
    "therefore|moreover|again|now|then|point|points|item|items|fact|facts|peace|freedom|war|edition|copyright|"
    "language|release date|author|translated|translator|present|absent|in attendance|keywords|abstract|event|today|"
    "tonight|text|speech|document|transcript|audio|video|photo|share|tags|category|posted|published|updated|for|"
    "against",
    sources="source|original source|sources|delivered|speech of|speech by|speech delivered|address of|"
    "address delivered|remarks of|remarks by|the speech|a speech|this speech|the address|lecture of|"
    "lecture delivered|response of|reply of|from the|reprinted|published|first published|first delivered|"
    "transcribed|transcript from|reported|spoken|text from|transcript|online version|copyright|translated|written|"
    "courtesy|note on the text|as broadcast|as delivered|"
    "oration of|oration delivered|from _*|toast of|made at|in the house|in the senate|at the|before the|an address|"
    "an oration|a lecture|transcription|transcription/html markup|html markup|markup|proofread|proofreading|"
    "publisher|first printed|hc deb|hl deb|hansard|official report|as delivered|recorded on|read before|released|"
    "broadcast|remarks as delivered|remarks prepared|speech given|speech made|oral source|public domain|copyleft|"
    "english version|filmed|taken from|excerpted",
    bylines="by|written by|author|speaker|spoken by|from",
    occasions="speech|address|message|lecture|remarks|oration|sermon|inaugural|proclamation|debate|debates|"
    "proceedings|statement|state|eulogy|lecture|reply|farewell|declaration|letter|bill|act|report|committee|"
    "congress|senate|house|parliament|day|night|war|speeches|testimony|trial|manifesto|union|nation|plan|policy|"
    "rights|freedom|peace|national|assembly|hearing|conference|session|meeting|convention|press|interview|"
    "resolution|volume|book|part|chapter|questions|answers|business|motions|bills|points|petitions|statements|"
    "question|period|community|presidency",
    contents="contents|table of contents|index|list of contents",
    furniture="home page|for immediate release|"
    "comments are closed|comments closed|leave a comment|leave a reply|share this|"
    "share on*|back to top|print this page|email this page|skip to content|skip to main content|home|next page|"
    "previous page|next|previous|read more|tweet|all rights reserved|click here*|return to*|back to*|"
    "printer-friendly version|printer friendly version|menu|search|subscribe|log in|sign up|top of page|download pdf|"
    "privacy policy|terms of use|cookie policy|share|print|post navigation|related posts|advertisement|like this|"
    "loading|end of document|go to top|permalink|share this page|share this story|share this article|"
    "share this speech|share this post|marxists internet archive|lenin internet archive|trotsky internet archive|"
    "* internet archive|table of contents|print article|save|email|report abuse|cite this page|citation|view source|"
    "more from*|follow us|footer|header|navigation|main menu|jump to navigation|listen|listen to this page",
    scenes="act|scene|prologue|epilogue|first act|second act|third act|fourth act|fifth act|actus*|scena|scoena|"
    "scaena|induction|chorus:",
    small_words="of|the|and|for|to|in|on|pro|tempore|de|la|van|von|der|at|du|di|da",
    persons="i|me|my|we|us|our|you|your|mine|ours|yours|myself|ourselves",
    compounds="self|fellow|well|ill|ex|vice|half|non|anti|pro|semi|cross|all|so|to|long|high|low|new|old|great|"
    "good|free|north|south|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|three|four|two|full|hard|far|by|"
    "ready|attorney|lieutenant|pay",
    abbreviations="mr|mrs|ms|dr|prof|rev|hon|gen|col|capt|lt|maj|sgt|gov|sen|rep|st|messrs|no|nos|pp|vol|vols|art|sec|"
    "ed|eds|vs|v|cf|viz|esq|jr|sr|jun|sen|rt|ltd|co|inc|mass|penn|conn|ft|mt|approx|dept|adm|cmdr|pres|supt|atty|u.s|"
    "u.n|u.k|d.c|u.s.a|u.s.s.r|p.m|a.m|u.s.c|n.y|n.j|r.i|ph.d|b.c|a.d|i.e|e.g",
)
