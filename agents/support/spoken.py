"""Which language a customer writes: Spanish, English, or another one that a person has to answer."""

import re
import unicodedata
from typing import Literal

from agents.language import Lang

Spoken = Literal["es", "en", "other"]

# Function words of each language, accents kept; those that languages share count for each of them.
_WORDS = {
    "es": "el la los las un una unos unas del al y en que por para con se su sus lo como más pero es son está están "
    "fue ser este "
    "esta esto si sí no ya cuando donde sobre sin hasta desde también muy hay le les nos mi mis tu usted ustedes "
    "qué cómo cuál "
    "me te yo quiero necesito tengo tiene puede pueden hola buenos buenas días tardes gracias favor porque hace ni "
    "eso esa ese "
    "he ha han hoy ayer todavía aún estoy cuánto cuando cual donde mañana porfa oigan oye dias mas de a o",
    "en": "the of and to in that is for on with as by this be are was were it or an at from not have has will any "
    "your you we "
    "they if when where how what please can my me i do does did am been get got just so but there our would could "
    "hello hi "
    "thanks thank why still no need want don't can't i'm it's isn't dont cant a",
    "pt": "o os um uma do da dos das ao e em que por para com se seu sua não mais como mas é são foi ser este esta "
    "isso já quando "
    "onde sobre sem até também muito há lhe você vocês nós meu minha à às nas na está estou olá obrigado obrigada bom "
    "boa tarde preciso quero tenho fazer ainda comprei chegou ontem porque de a",
    "fr": "le la les un une des du au aux et en que qui pour par avec se son sa ses ce cette est sont été être dans "
    "sur ne pas plus "
    "mais ou où nous vous ils elle je j'ai il bonjour merci mon ma mes votre notre c'est n'est ai avons avez très "
    "bien depuis "
    "toujours comment quand pourquoi veuillez de à l'a d'un",
    "it": "il lo la gli le un una del della dei delle alla e in che per con si suo sua come più ma è sono stato "
    "questo questa non "
    "quando dove sul tra senza anche molto ho ha abbiamo buongiorno ciao grazie mio mia nostro vorrei ancora "
    "perché di a o",
    "de": "der die das ein eine einen und zu den dem des mit von für auf ist sind war nicht auch als an bei nach wie "
    "aus sich es er "
    "sie wir ihr ich mein meine habe haben hat guten tag hallo danke bitte kann können noch aber wenn warum in oder im",
    "nl": "de het een en van in is dat op te voor met zijn niet aan er om ook als bij naar ik mijn u wij heb heeft "
    "maar nog dank "
    "goedendag hallo kan wordt geen waarom",
    "ca": "el els les un una dels i en que per amb es seu seva com més però és són si no quan on fins també molt hi "
    "meu meva tinc "
    "gràcies bon dia hola vull aquest aquesta perquè de a",
}
_SETS = {code: frozenset(words.split()) for code, words in _WORDS.items()}
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_OURS = ("es", "en")
FEWEST = 4
"""Words of which a foreign language must show at least this many, or half the text when that is shorter."""


def spoken(text: str, default: Lang = "es") -> Spoken:
    """Spanish or English, mixed or not, unless another language clearly leads; `default` when nothing tells."""
    if _foreign_script(text):
        return "other"
    words = [word.lower().replace("’", "'") for word in _TOKEN.findall(text)]
    scores = {code: sum(word in known for word in words) for code, known in _SETS.items()}
    spanish = scores["es"] + 2 * any(mark in text for mark in "¿¡ñÑ")
    ours = max(spanish, scores["en"])
    other = max(score for code, score in scores.items() if code not in _OURS)
    if other > ours * 1.25 and other >= min(FEWEST, max(2, len(words) / 2)):
        return "other"
    if spanish == scores["en"]:
        return default
    return "en" if scores["en"] > spanish else "es"


def _foreign_script(text: str) -> bool:
    """Whether most letters are not Latin."""
    letters = [c for c in text[:2_000] if c.isalpha()]
    latin = sum("LATIN" in unicodedata.name(c, "") for c in letters)
    return bool(letters) and latin < len(letters) / 2
