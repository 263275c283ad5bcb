"""How easy Dutch text reads: Flesch–Douma, from 0 (very hard) to 100 and over (very easy).

W.H. Douma, De leesbaarheid van landbouwbladen (1960): 206.84 − 0.77 × syllables per 100 words − 0.93 × words per
sentence. From 60 it is standard, from 70 fairly easy. Syllables are counted by their vowels: splitting words at the end
of a line, as hyphenation does, leaves out the first letter of `o-ver`.
"""

from __future__ import annotations

import re

FLOOR = 60.0
"""What our own sentences reach at least: the lower end of standard, about B1."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_END = re.compile(r"[.!?:;]+(?=\s|$)")
_NUCLEUS = re.compile(
    r"(?<=t)ea(?=m)|[aeo]{1,2}uw|ieuw|aai|ooi|oei|eeu|eau|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|au|ou|ai|[aeiouyáéíóúàèäëïöüê]",
    re.IGNORECASE,
)


def flesch_douma(text: str) -> float:
    """Return the figure of a text; 0 for one without words."""
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = max(1, len([part for part in _END.split(text) if _WORD.search(part)]))
    syllables = sum(syllable_count(word) for word in words)
    return 206.84 - 77 * syllables / len(words) - 0.93 * len(words) / sentences


def syllable_count(word: str) -> int:
    """Return how many syllables a Dutch word has; at least one."""
    return max(1, len(_NUCLEUS.findall(word)))
