"""Writes normalization.txt: what Unicode normalisation needs to know, from the Unicode data that Python carries.

usage: python3 normalization.py > normalization.txt
"""
import unicodedata

print(f"# Unicode {unicodedata.unidata_version}, written by normalization.py; licence: ../../Corpora/Dates/UNICODE-LICENSE.txt")
print("# CODE PARTS: canonical decomposition; with !, one that is never composed; with ~, for compatibility only. @CLASS: combining classes.")
classes = {}
for code in range(0x110000):
    character = chr(code)
    if combining := unicodedata.combining(character):
        classes.setdefault(combining, []).append(code)
    parts = unicodedata.decomposition(character).split()
    if not parts:
        continue
    mark = ""
    if parts[0].startswith("<"):
        mark, parts = "~", parts[1:]
    elif unicodedata.normalize("NFC", character) != character:
        mark = "!"
    print(f"{mark}{code:X}", *(f"{int(part, 16):X}" for part in parts))
for combining, codes in sorted(classes.items()):
    ranges = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    print(f"@{combining}", *(f"{first:X}" if first == last else f"{first:X}-{last:X}" for first, last in ranges))
