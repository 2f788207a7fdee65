"""Words and character classes that several rules share, in both scripts."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain, product

from publish.cleaners.patterns import late

_PAIRS = (
    "页頁 签籤簽 网網 闻聞 编編 辑輯 责責 录錄 审審 载載 转轉 权權 归歸 删刪 处處 说說 阅閱 读讀 链鏈 关關 "
    "热熱 门門 随隨 机機 点點 击擊 赞贊讚 评評 论論 复復複覆 举舉 报報 错錯 览覽 发發 时時 间間 访訪 问問 数數 "
    "来來 员員 会會 众眾衆 号號 联聯 购購 买買 开開 费費 务務 优優 终終 专專 业業 为為 润潤 写寫 设設 计計 "
    "达達 违違 资資 库庫 领領 讲講 话話 总總 结結 汇匯彙 实實 体體 习習 类類 图圖 书書 预預 备備 决決 规規 "
    "办辦 约約 证證 标標 题題 组組 织織 谢謝 续續 继繼 亲親 欢歡 给給 带帶 别別 语語 选選 内內 盗盜 认認 "
    "单單 长長 识識 维維 码碼 扫掃 丢丟 价價 钱錢 让讓 帮幫 贴貼 请請 们們 这這 个個 团團 队隊 学學 几幾 "
    "观觀 后後 级級 节節 导導 应應 输輸 项項 师師 参參 听聽 视視 频頻 账賬 户戶 显顯 隐隱 锁鎖 试試 获獲 "
    "赠贈 礼禮 积積 币幣 红紅 满滿 贵貴 谁誰 难難 万萬 亿億 层層 农農 党黨 国國 产產 邮郵 纪紀 简簡 历歷 "
    "声聲 当當 仅僅 传傳 赏賞 济濟 协協 议議 范範 质質 创創 独獨 笔筆 爱愛 装裝 见見 进進 须須 无無 诺諾 "
    "综綜 调調 还還 过過 浏瀏 届屆 课課 细細 则則 条條 迹蹟跡 启啟 顶頂 里裡裏 台臺 系繫係 与與 摄攝 绘繪 电電 "
    "脑腦 讯訊 云雲 钟鐘 际際 紧緊 称稱 尽盡 饰飾 确確 伪偽 绝絕 严嚴 减減 执執 监監 纷紛 档檔 辞辭 训訓 "
    "谈談 诉訴 状狀 词詞 诗詩 馆館 战戰 盘盤 脚腳 "
)
_TRADITIONAL = {word[0]: "".join(c for c in word[1:] if c != word[0]) for word in _PAIRS.split()}

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af〇々"
"""For use inside a character class: Han characters with the zero and the mark of repetition."""

KIND = (
    "讲话|发言稿?|致辞|演讲|稿|报告|总结|汇报|方案|预案|规划|计划|体会|心得|材料|意见|通知|通报|公告|通告|请示|批复|函|纪要|简报"
    "|办法|规定|细则|条例|章程|制度|责任书|承诺书|倡议书|申请书|建议书|协议书?|合同|自查|述职|事迹|评语|思考|综述|调研|要点|清单|教育"
    "|论文|读后感|范文|说明|提纲|剖析|党课|作文|日记|简历|口号|标语"
)
"""Alternatives: what kinds of office writing are called. They end titles, and web sites link them."""


def forms(words: str) -> tuple[str, ...]:
    """Words (parted by blanks, plain text) in all ways to write them, in one script or the other or a mixture."""
    ways = (product(*(c + _TRADITIONAL.get(c, "") for c in word)) for word in words.split())
    return tuple(map("".join, chain.from_iterable(ways)))


def holds(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words stands in the text."""
    return any(map(text.__contains__, words))


PATIENCE = 1000
"""So many texts are searched word by word before a pattern is compiled, which takes longer than that."""


class Signs:
    """Words without one of which a rule finds nothing in a line: looked for first, because that is quick.

    They are parted by blanks, plain text, and stand for both scripts.
    """

    def __init__(self, words: str) -> None:
        self._forms = forms(words)
        self._searched = 0

    def mark(self, text: str) -> bool:
        """Whether one of the signs stands in the text."""
        if self._searched < PATIENCE:
            self._searched += 1
            return holds(text, self._forms)
        return self._pattern.search(text) is not None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return compile_words(self._forms)


def both(pattern: str) -> str:
    """The pattern, made to find the traditional characters of its words too."""
    made, inside = [], False
    for place, character in enumerate(pattern):
        escaped = place > 0 and pattern[place - 1] == "\\"
        inside = (inside or (character == "[" and not escaped)) and not (character == "]" and not escaped)
        other = _TRADITIONAL.get(character, "")
        if not other:
            made.append(character)
        else:
            made.append(character + other if inside else f"[{character}{other}]")
    return "".join(made)


def compile_both(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A compiled pattern for both scripts."""
    return late(both(pattern), flags)


_SIMPLIFIED = str.maketrans({other: first for first, others in _TRADITIONAL.items() for other in others})


_OTHER = late(f"[{''.join(map(chr, _SIMPLIFIED))}]")


def simplified(text: str) -> str:
    """The text with the traditional characters of these words turned into simplified ones."""
    return text.translate(_SIMPLIFIED) if _OTHER.search(text) else text


def traditional(text: str) -> str:
    """The text with these words' simplified characters turned into the first traditional ones."""
    return "".join(_TRADITIONAL.get(character, character)[:1] or character for character in text)


def same_commas(text: str) -> str:
    """The text with commas of one width, under which to keep what words tell of it.

    Most of what changes between two rounds of the rules is the width of commas, and words do not depend on it.
    """
    return text.replace(",", "，")


class Vocabulary:
    """Many words, looked for by their first two characters.

    It takes as long for a thousand words as for one, where a pattern would try word after word.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._by_pair: dict[str, list[str]] = {}
        for word in sorted(set(words)):
            self._by_pair.setdefault(word[:2], []).append(word)
        self._single = [pair for pair in self._by_pair if len(pair) == 1]
        pairs = [pair for pair in self._by_pair if len(pair) == 2]
        firsts, seconds = (re.escape("".join(sorted(set(characters)))) for characters in zip(*pairs, strict=True))
        self._pair = late(f"[{seconds}](?<=([{firsts}].))")

    def found(self, text: str) -> set[str]:
        """The words that stand in the text."""
        return set(self._met(text))

    def stands_in(self, text: str) -> bool:
        """Whether one of the words stands in the text."""
        return any(self._met(text))

    def _met(self, text: str) -> Iterator[str]:
        pairs = filter(self._by_pair.__contains__, self._pair.findall(text))
        words = chain(self._single, chain.from_iterable(map(self._by_pair.__getitem__, pairs)))
        return filter(text.__contains__, words)


def variants(word: str) -> tuple[str, str, str]:
    """A word as it is, in capitals, and in traditional characters."""
    return word, word.upper(), traditional(word)


def compile_words(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of these words.

    They stand together by their first character and begin with it in the open: so a search skips both places and
    branches fastest.
    """
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (word[0], -len(word), word)):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    return late("|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in rests.items()))


def is_traditional(text: str) -> bool:
    """Whether a text is in traditional characters, told by words that no text goes without."""
    return len(_OLD.findall(text)) > len(_NEW.findall(text))


_OLD = late("[們會這個國為來說對學業實現發員務]")
_NEW = late("[们会这个国为来说对学业实现发员务]")
