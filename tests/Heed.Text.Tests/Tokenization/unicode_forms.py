"""Prints the hashes that UnicodeNormalizerTests compares with. Needs the Unicode version that normalization.txt names.

usage: python3 unicode_forms.py
"""
import hashlib
import unicodedata

MASK = (1 << 64) - 1


class SplitMix64:
    def __init__(self, seed):
        self.state = seed

    def below(self, bound):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return ((z ^ (z >> 31)) * bound) >> 64


def hash_of(form):
    digest = hashlib.sha256()

    def add(text):
        digest.update((unicodedata.normalize(form, text) + "\n").encode())

    interesting = []
    for code in range(0x30000):
        if 0xD800 <= code <= 0xDFFF:
            continue
        add(chr(code))
        if unicodedata.normalize("NFKD", chr(code)) != chr(code):
            interesting.append(code)
    interesting += [*range(0x61, 0x7B), *range(0x300, 0x350), *range(0x1100, 0x1200), 0x3099, 0x309A]
    random = SplitMix64(1)
    for _ in range(20_000):
        text = ""
        for _ in range(1 + random.below(8)):
            text += chr(0x300 + random.below(0x50)) if random.below(2) == 0 else chr(interesting[random.below(len(interesting))])
        add(text)
    return digest.hexdigest()


for form in ("NFC", "NFD", "NFKC", "NFKD"):
    print(form, hash_of(form))
