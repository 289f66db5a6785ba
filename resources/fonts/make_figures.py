#!/usr/bin/env python3
"""Makes FoldlineFigures-*.otf: the Latin letters, signs and *tabular* figures of Pretendard.

Qt 6.4 cannot ask a font for its feature "tnum". So the few glyphs that numbers are written with are
taken out of Pretendard, with the tabular figures in the place of the proportional ones, under a
name of their own as its licence asks. Needs fontTools: python3 make_figures.py
"""
import io
import pathlib

from fontTools import subset
from fontTools.ttLib import TTFont

SIGNS = "\u00a0\u00b5\u00b7\u00d7\u2013\u2014\u2019\u2026\u202f\u2190\u2192\u2212\u2264\u2265"
FAMILY = "Foldline Figures"


def tabular(font):
    """The glyphs that the feature tnum puts in the place of others."""
    gsub = font["GSUB"].table
    lookups = {i for record in gsub.FeatureList.FeatureRecord if record.FeatureTag == "tnum"
               for i in record.Feature.LookupListIndex}
    mapping = {}
    for i in lookups:
        for table in gsub.LookupList.Lookup[i].SubTable:
            mapping.update(getattr(table, "ExtSubTable", table).mapping)
    return mapping


def rename(font, style):
    names = {1: FAMILY if style == "Regular" else f"{FAMILY} {style}", 2: "Regular",
             3: f"{FAMILY} {style}", 4: f"{FAMILY} {style}",
             6: f"{FAMILY.replace(' ', '')}-{style}", 16: FAMILY, 17: style}
    table = font["name"]
    table.names = [n for n in table.names
                   if n.nameID in (0, 5, 8, 9, 11, 13, 14) and (n.platformID, n.langID) == (3, 0x409)]
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)
    top = font["CFF "].cff
    top.fontNames = [names[6]]
    top.topDictIndex[0].FullName = names[4]
    top.topDictIndex[0].FamilyName = FAMILY


def make(style):
    here = pathlib.Path(__file__).parent
    font = TTFont(here / f"Pretendard-{style}.otf")
    mapping = tabular(font)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update({c: mapping[g] for c, g in table.cmap.items() if g in mapping})
    options = subset.Options(layout_features=[], name_IDs=["*"], notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[*range(0x20, 0x7F), *map(ord, SIGNS)])
    subsetter.subset(font)
    rename(font, style)
    buffer = io.BytesIO()
    font.save(buffer)
    (here / f"FoldlineFigures-{style}.otf").write_bytes(buffer.getvalue())


for one in ("Regular", "SemiBold"):
    make(one)
