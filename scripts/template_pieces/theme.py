"""The theme part: palette, fonts, empty effects, zero insets for new text boxes."""

from __future__ import annotations

PALETTE = {
    "dk1": "1F2933", "lt1": "FFFFFF", "dk2": "12436D", "lt2": "EEF2F6", "accent1": "12436D", "accent2": "C2410C",
    "accent3": "17766B", "accent4": "E3B341", "accent5": "8DB8DD", "accent6": "5B6673", "hlink": "12436D",
    "folHlink": "5B6673",
}  # fmt: skip
SCRIPTS = {"Hans": "Microsoft YaHei", "Jpan": "Yu Gothic", "Hant": "Microsoft JhengHei", "Hang": "Malgun Gothic"}


def theme(name: str) -> str:
    colors = "".join(f'<a:{slot}><a:srgbClr val="{rgb}"/></a:{slot}>' for slot, rgb in PALETTE.items())
    scripts = "".join(f'<a:font script="{script}" typeface="{face}"/>' for script, face in SCRIPTS.items())
    pair = f'<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface="Arial"/>{scripts}'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{width}">{fill}</a:ln>' for width in (9525, 12700, 19050))
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    zero = '<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="t"><a:noAutofit/></a:bodyPr>'
    return (
        f'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{colors}</a:clrScheme>'
        f'<a:fontScheme name="{name}"><a:majorFont>{pair}</a:majorFont><a:minorFont>{pair}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        f"</a:fmtScheme></a:themeElements><a:objectDefaults><a:txDef><a:spPr><a:noFill/></a:spPr>{zero}<a:lstStyle/></a:txDef>"
        "</a:objectDefaults><a:extraClrSchemeLst/></a:theme>"
    )
