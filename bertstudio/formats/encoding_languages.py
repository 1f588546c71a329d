"""Languages by what every encoding shows of them, and the encodings that they are written in.

Nothing here tells languages well. It tells encodings apart: a text with the words of French has the letters
of French, whatever its bytes are.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """Letters beyond ASCII of a language, or of a few that share them."""

    letters: frozenset[str]
    share: float = 1.0
    """How much of a text they are: 1 for an alphabet, less for the most frequent of many characters."""
    words: frozenset[bytes] = frozenset()
    """Frequent words of ASCII letters, for a language of Latin script."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An encoding as Python calls it, and the languages that are written in it."""

    codec: str
    languages: tuple[Language, ...]
    is_single: bool = True
    """Whether every character is one byte."""


def _latin(letters: str, words: str) -> Language:
    return Language(frozenset(letters), 1.0, frozenset(words.encode("ascii").split()))


def _other(letters: str, share: float) -> Language:
    return Language(frozenset(letters), share)


LATIN = (
    _latin("éïñüèöçêôâà", "the of and to in is that for it with as was on be by this are not from"),
    _latin(
        "éèàêçôîâûùëïœüæÿ", "le la les de des et un une du dans que qui pour en est sur par au ne pas vous"
    ),
    _latin("äöüßé", "der die das und den von zu mit sich des auf ist im dem nicht ein eine als auch oder"),
    _latin("åäöéüà", "och att det som en av den till med om var inte ett har jag han de kan eller"),
    _latin("æøåéäöóèê", "og at det som en af av den til med om var ikke et har er for de kan eller"),
    _latin("äöåéšž", "ja on ei se oli kun niin ovat tai jos joka sen ole voi mutta"),
    _latin("áéíóúñüª", "de la que el en y los se del las un por con no una su para es al lo"),
    _latin("ãçáíéõóúêâôàü", "de que o e do da em um para com os no se na por mais as dos como"),
    _latin("èàòùéìóî", "di che il la per un in non con del si da sono dei nel al gli le una"),
    _latin("ëéïèöüáóíê", "de van het een en in is dat op te zijn met voor niet aan er om ook als dan"),
    _latin("óíçéàèúòïüñ", "de la i que el en les del un per amb no una els al es dels com"),
    _latin("áðéíóúýþæö", "og er sem til um var ekki hann eru fyrir af en"),
    _latin("äõöüšž", "ja on ei et see oli ka kui aga siis mis oma ta ning"),
    _latin("šėųįąžūčę", "ir kad yra su bet tai jei ar kaip arba"),
    _latin("āēīšūņļķžģčŗ", "un ir uz ar no ka par bet kas kur vai"),
    _latin("íářčžéýěšůúóňťď", "se na je v to za do po pro jako ale jsem od by k s z o nebo"),
    _latin("áíčúťýéžľšôäóňďĺŕ", "sa na je v to do za po pre ako ale od by alebo k s z o nie"),
    _latin("łżąśęóćńź", "w i na z do nie jest od o po jak ale co dla lub oraz przez przy"),
    _latin("áéíóöőüúű", "a az hogy nem is egy ez vagy de meg ha csak volt mint"),
    _latin("čšćžđ", "je i u na da se za od su s o ne ali kao iz bi in so z ki"),
    _latin("ăâîşţșț", "de a la cu din nu pe un o care mai sunt ce au dar fost sau pentru"),
    _latin("ıişçüğöâîû", "bir ve bu da de ne ile olarak daha gibi kadar olan ama var yok"),
)
_CYRILLIC = (_other("оеаинтрслвпк", 0.7), _other("оаниевтрілсд", 0.7), _other("аеноитрвсдзп", 0.7))
_GREEK = (_other("αοετνισηρπάέίόήύώς", 0.75),)

# About two thirds of any Chinese text; read in another encoding they are a twentieth of what comes out.
_SIMPLIFIED = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所"
    "然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与"
    "长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己"
    "制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系"
    "气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社"
    "便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象"
)
_TRADITIONAL = (
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所"
    "然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與"
    "長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己"
    "制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系"
    "氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社"
    "便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象"
)
_KANA = "".join(map(chr, [*range(0x3041, 0x3094), *range(0x30A1, 0x30F7), 0x30FC]))
_HANGUL = (
    "이다는의에을가고를은하지한기도로사대인자어서리시나아그정으해과수라있부전것장니일들게상제동안보원구여만소스용"
    "면니합습력터된었할않없같말때내위생신모주문선비조무국화여학성연행방민회공진결실물발경교계관개단명"
)

_OF_LATIN = (
    *(
        "cp1252",
        "iso8859-15",
        "cp850",
        "cp437",
        "mac-roman",
        "cp1250",
        "iso8859-2",
        "cp852",
        "cp1254",
        "cp1257",
    ),
)
CANDIDATES = (
    *(Candidate(codec, LATIN) for codec in _OF_LATIN),
    *(Candidate(codec, _CYRILLIC) for codec in ("cp1251", "koi8-u", "cp866", "iso8859-5")),
    *(Candidate(codec, _GREEK) for codec in ("cp1253", "iso8859-7")),
    Candidate("gb18030", (_other(_SIMPLIFIED, 0.4),), is_single=False),
    Candidate("big5", (_other(_TRADITIONAL, 0.4),), is_single=False),
    Candidate("cp932", (_other(_KANA, 0.45),), is_single=False),
    Candidate("euc-jp", (_other(_KANA, 0.45),), is_single=False),
    Candidate("cp949", (_other(_HANGUL, 0.4),), is_single=False),
)
"""The more usual ones first."""
OTHERS = (
    *_CYRILLIC,
    *_GREEK,
    *(language for one in CANDIDATES if not one.is_single for language in one.languages),
)
"""Languages of other scripts."""
