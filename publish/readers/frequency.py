"""How much a text looks like Chinese: the evidence by which one encoding is preferred to another.

Three things are counted. Frequent characters: the few hundred below make up about two thirds of any modern Chinese
text, simplified or traditional. Characters of the first level of GB 2312 (rows 16 to 55, the 3755 common ones) or of
Big5 (rows A4 to C6, 5401): the authors of the standards sorted by frequency. And what Chinese text has not: private
use, controls, half-width kana, Hangul, letters of other scripts, all of them typical for a wrong guess.
"""

from functools import cache

SAMPLE = 6_000  # characters from the beginning and as many from the middle: enough for any decision

_SHARED = """
的一是不了在人有我他中大上和地到以要就出可也你得于下自年作里道行所然家事成方多如都同心本前想日意力它由此其些主
好小部理使性知全三又公外向高位次度常先海通立及比水名真走各入口化老世第文手十因等只面明正工已信利平直接品且每更
最分定再加新建月特代原合指期保至社便改土住求市管教育原命任受活展清今切候北省南基石步王色完科格路程城功交取目式
治近反思光解重根百半引南支白非例黑司低告油消史究米件局放早死金山八七五六四二九女叫神安少音足深流夜火田包落李法
提相表用生情思政府委省村民工作主要推持求加强深入落施度重大以提高促社全面安全研究公共服制度生活群文明年月日元
同志地方基础思想意位市委向自身政法信任人民代表大家支持制定
"""

_SIMPLIFIED = """
这个们来为国说时会对发后过里经么学现当没动还进样实军无与长机关点业将两间问并应战头体见产话内门员处义几认条系气题
尔变总电数报结务场计许统区队决马书则听却达强难权设记类据边张该规万觉术领确传师观识让带导争运党组织责届级纪检监
农环节约质标绩评议简称办职扩团协调创优稳满负担亿资财经济贯彻习总书记关键项项目补视频网络东车银广产继续构华复杂验
审计证书继庆写标准岗龙乡镇县积极训练严肃选举贫宣传执
"""

_TRADITIONAL = """
這個們來為國說時會對發後過裡經麼學現當沒動還進樣實軍無與長機關點業將兩間問並應戰頭體見產話內門員處義幾認條係氣題
爾變總電數報結務場計許統區隊決馬書則聽卻達強難權設記類據邊張該規萬覺術領確傳師觀識讓帶導爭運黨組織責屆級紀檢監
農環節約質標績評議簡稱辦職擴團協調創優穩滿負擔億資財濟貫徹習鍵項補視頻網絡東車銀廣繼續構華複雜驗審證慶寫準崗龍
鄉鎮縣積極訓練嚴肅選舉貧宣執裏台臺灣灣區
"""

FREQUENT = frozenset("".join((_SHARED, _SIMPLIFIED, _TRADITIONAL)).replace("\n", ""))

_PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》〈〉【】「」『』〔〕…—·　％％／－～①②③④⑤⑥⑦⑧⑨⑩０１２３４５６７８９")

_FREQUENT, _COMMON, _RARE, _MARK, _FOREIGN, _IMPOSSIBLE = 1.0, 0.4, 0.0, 0.5, -0.5, -1.0


def chinese_score(text: str) -> float:
    """The mean weight of the characters beyond ASCII: about 0.8 for Chinese text, about 0 or less for anything else.

    0.0 when there are none. Long texts are judged by samples.
    """
    if len(text) > 2 * SAMPLE:
        middle = len(text) // 2
        text = text[:SAMPLE] + text[middle : middle + SAMPLE]
    counted = [char for char in text if char > "\x7f" or (char < " " and char not in "\t\n\v\f\r\x1a")]
    return sum(map(_weight, counted)) / len(counted) if counted else 0.0


def _weight(char: str) -> float:
    if char in FREQUENT:
        return _FREQUENT
    if "\u4e00" <= char <= "\u9fff":
        return _COMMON if char in first_levels() else _RARE
    if char in _PUNCTUATION:
        return _MARK
    code = ord(char)
    if code < 0xA0 or 0xD800 <= code < 0xF900 or 0xFFF0 <= code <= 0xFFFF or code > 0x323AF:
        return _IMPOSSIBLE
    if code < 0x2000 or 0x2500 <= code < 0x25A0 or 0xA000 <= code < 0xD800 or 0xFF61 <= code < 0xFFE0:
        return _FOREIGN
    return _RARE


@cache
def first_levels() -> frozenset[str]:
    """The common characters as the standards define them: GB 2312 level 1 and Big5 level 1."""
    simplified = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    cells = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    traditional = (bytes((row, cell)) for row in range(0xA4, 0xC7) for cell in cells)
    chars = "".join(pair.decode("gb2312", "ignore") for pair in simplified)
    return frozenset(chars + "".join(pair.decode("big5", "ignore") for pair in traditional))
