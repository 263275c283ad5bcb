"""What documents say of their own research: that it cannot bear a conclusion, or that it compares.

"Te weinig informatie om te concluderen" is a finding too, so it is kept with its quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from corpus.record import Record, content_hash
from corpus.records import Disclosure, Document, Passage, Screening
from corpus.stage import Inputs
from corpus.study import Study

TOO_LITTLE, NO_CONCLUSION, TOO_EARLY = LIMITS = ("te_weinig_informatie", "geen_conclusie", "te_vroeg")
"""The kinds that say what research cannot bear."""
COMPARISON_GROUP, BEFORE_AND_AFTER = DESIGNS = ("vergelijkingsgroep", "voor_en_nameting")
"""The kinds that say how research compares."""

_SENTENCE = re.compile(r"[^\s•▪–-](?:[^.!?\n]|[.!?](?=[^\s”’\"')\]])|\n(?!\n))*[.!?]?[”’\"')\]]*")
_LONGEST = 700
"""What is longer is a table or a list without full stops, from which no sentence can be quoted."""

_KNOWLEDGE = r"(?:informatie|gegevens|cijfers|data|bewijs|kennis|zicht|onderbouwing|onderzoek|waarnemingen|metingen)"
_SHORT_OF = (
    r"(?:(?:veel )?te weinig|te beperkte?|onvoldoende|niet genoeg|evenmin genoeg|nauwelijks|ontoereikende?|geen)"
)
_TO_CONCLUDE = (
    r"(?:te (?:concluderen|beoordelen|bepalen|zeggen|toetsen|oordelen|evalueren|meten|onderbouwen|beantwoorden)"
    r"|vast te stellen|na te gaan|aan te tonen|(?:\w+ )?(?:conclusies?|uitspra(?:ak|ken)|oordeel|antwoord))"
)
_UNABLE = r"(?:niet|nauwelijks|moeilijk|onmogelijk|lastig)(?: (?:goed|meer|precies|met zekerheid|betrouwbaar|echt))?"
_CONCLUSIONS = r"(?:conclusies?|uitspra(?:ak|ken))"


class Cue(NamedTuple):
    """Words that tell what a sentence discloses."""

    kind: str
    pattern: re.Pattern[str]


def _cue(kind: str, pattern: str) -> Cue:
    return Cue(kind, re.compile(pattern.replace(" ", r"\s+"), re.IGNORECASE))


CUES = (
    _cue(TOO_LITTLE, rf"\b{_SHORT_OF} (?:\w+ ){{0,2}}{_KNOWLEDGE}\b[^.]{{0,80}}?\b{_TO_CONCLUDE}\b"),
    _cue(TOO_LITTLE, rf"\b{_SHORT_OF} om [^.]{{0,60}}?\b{_TO_CONCLUDE}\b"),
    _cue(
        TOO_LITTLE,
        rf"\b{_KNOWLEDGE} (?:is|zijn|was|waren|bleek|bleken) (?:\w+ )?(?:te beperkt|onvoldoende|te onvolledig"
        rf"|ontoereikend|te gering|te schaars)\b[^.]{{0,40}}?\b{_TO_CONCLUDE}\b",
    ),
    _cue(TOO_LITTLE, r"\b(?:weinig|nauwelijks iets|niets) (?:systematisch |met zekerheid )?bekend\b"),
    _cue(TOO_EARLY, rf"\bte vroeg (?:om|voor)\b[^.]{{0,80}}?\b{_TO_CONCLUDE}\b"),
    _cue(TOO_EARLY, rf"\bnog geen (?:harde |stevige |definitieve )?{_CONCLUSIONS}\b"),
    _cue(TOO_EARLY, rf"\bnog niet (?:mogelijk )?(?:om )?{_TO_CONCLUDE}\b"),
    _cue(TOO_EARLY, r"\b(?:vonden|vinden|achten|achtten|is|was|duurde) (?:wij |we )?(?:\w+ )?te kort\b"),
    _cue(NO_CONCLUSION, rf"\bgeen (?:harde |stevige |definitieve |eenduidige |algemene )?{_CONCLUSIONS}\b"),
    _cue(NO_CONCLUSION, rf"\bte (?:klein|gering|weinig|beperkt|laag)\b[^.]{{0,40}}?\b{_CONCLUSIONS}\b"),
    _cue(NO_CONCLUSION, rf"\b(?:{_CONCLUSIONS}|antwoord)\b[^.]{{0,50}}?\bniet (?:te geven|mogelijk|verantwoord)\b"),
    _cue(NO_CONCLUSION, rf"\b{_UNABLE} (?:vast te stellen|te concluderen|aan te tonen|te toetsen|uit te maken)\b"),
    _cue(NO_CONCLUSION, r"\bniet (?:één|een) (?:ervan )?te toetsen\b"),
    _cue(NO_CONCLUSION, r"\bkunnen (?:wij|we) (?:\w+ )?niet (?:uitmaken|zeggen|vaststellen|beoordelen|concluderen)\b"),
    _cue(NO_CONCLUSION, r"\b(?:valt|is) (?:over [\w ]{1,40} )?(?:niets|weinig|niet) (?:te zeggen|met zekerheid)\b"),
    _cue(NO_CONCLUSION, r"\bof\b[^.]{3,90}?, (?:is|was|werd) niet (?:onderzocht|gemeten|vast te stellen|bekend)\b"),
    _cue(NO_CONCLUSION, r"\b(?:dat )?weten (?:wij|we) (?:nog )?(?:steeds )?niet\b"),
    _cue(COMPARISON_GROUP, r"\b(?:vergelijkings|controle)(?:groep(?:en)?|wijk(?:en)?|gemeente(?:n)?|teams?)\b"),
    _cue(COMPARISON_GROUP, r"\bquasi-?\s?experimente\w+|\bverschil-in-verschil\w*|\bgerandomiseerd\w*"),
    _cue(BEFORE_AND_AFTER, r"\b(?:na|eind|vervolg|her)meting\b|\btwee(?:de)? meetmoment(?:en)?\b"),
    _cue(BEFORE_AND_AFTER, r"\bbij (?:de )?(?:start|aanvang|intake) (?:als|én|en) (?:na|bij) \w+"),
)
_WITHOUT = re.compile(
    r"\b(?:geen|niet|zonder|ontbreekt|ontbreken|ontbrak|gebrek|moet|moeten|zou|zouden|wil|willen|wordt|worden|zal|zullen"
    r"|te houden|voortaan|toekomstig\w*|volgende|beveelt|bevelen|adviseren)\b",
    re.IGNORECASE,
)
"""In a sentence with one of these a comparison was not made, or not yet."""
_SUMMARY = re.compile(
    r"samenvatting|conclusie|uitkomst|in het kort|kern|slot|hoofdboodschap|bevindingen|tot besluit|vooraf|opbrengst",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"\b(?:werk(?:en|t)|effect\w*|resultaten|opbrengst\w*|doen wat|beter (?:af|worden|van)|succes\w*|dit rapport"
    r"|deze vraag|dit antwoord)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class DisclosureSettings:
    """What disclosures depend on."""

    cues: str
    """Hash of the words by which they are known."""

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return the settings of a study."""
        words = [[cue.kind, cue.pattern.pattern] for cue in CUES]
        return cls(content_hash([words, _WITHOUT.pattern, _SUMMARY.pattern, _QUESTION.pattern]))


def find_disclosures(inputs: Inputs, settings: DisclosureSettings) -> Iterator[Record]:
    """Yield what an included document discloses of its research, in the order of its text."""
    if all(screening.is_included for screening in inputs[Screening]):
        document = inputs.one(Document)
        yield from disclosures_of(document.id, inputs[Passage])


def disclosures_of(document_id: str, passages: Sequence[Passage]) -> Iterator[Disclosure]:
    """Yield one disclosure for each sentence of a document that makes one."""
    for passage in passages:
        for start, end in sentences(passage.text):
            if cue := _told(sentence := passage.text[start:end]):
                why = _why_overall(cue.kind, sentence, passage)
                words = cue.pattern.search(sentence)
                reason = f"regel: ‘{' '.join(words[0].split())}’" if words else "regel"
                yield Disclosure(
                    document_id=document_id,
                    passage_id=passage.id,
                    kind=cue.kind,
                    is_overall=bool(why),
                    page=passage.page,
                    start=passage.start + start,
                    end=passage.start + end,
                    quote=sentence,
                    reason=f"{reason}; {why}" if why else reason,
                )


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the span of each sentence of a text."""
    for match in _SENTENCE.finditer(text):
        if match.end() - match.start() <= _LONGEST:
            yield match.span()


def _told(sentence: str) -> Cue | None:
    """Return the first cue of a sentence; a question states nothing."""
    if sentence.rstrip("”’\"')]").endswith("?"):
        return None
    for cue in CUES:
        if cue.pattern.search(sentence) and not (cue.kind in DESIGNS and _WITHOUT.search(sentence)):
            return cue
    return None


def _why_overall(kind: str, sentence: str, passage: Passage) -> str:
    """Return why a sentence is about the outcome as a whole; empty where it is about a part, or about the design."""
    heading = next((title for title in passage.section_path if _SUMMARY.search(title)), "")
    if kind not in (TOO_LITTLE, TOO_EARLY) or not heading or not _QUESTION.search(sentence):
        return ""
    return f"over het geheel: onder de kop ‘{heading}’"
