"""Furniture: the words that deckgen adds itself, in every language. Everything else that a reader sees is of the spec or data."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "contents": {"zh": "目录", "en": "Contents", "ja": "目次"},
    "key_facts": {"zh": "关键数据", "en": "Key facts", "ja": "主要指標"},
    "figure": {"zh": "图", "en": "Figure", "ja": "図"},
    "table": {"zh": "表", "en": "Table", "ja": "表"},
    "note_label": {"zh": "注：", "en": "Note: ", "ja": "注："},
    "source": {"zh": "来源", "en": "Source", "ja": "出所"},
    "source_label": {"zh": "来源：", "en": "Source: ", "ja": "出所："},
    "source_number": {"zh": "编号", "en": "No.", "ja": "番号"},
    "sources_title": {"zh": "资料来源", "en": "Sources", "ja": "出典一覧"},
    "not_available": {"zh": "无数据", "en": "n/a", "ja": "データなし"},
    "total": {"zh": "合计", "en": "Total", "ja": "合計"},
    "growth_rate": {"zh": "年均增长", "en": "CAGR", "ja": "年平均成長率"},
    "low": {"zh": "低", "en": "Low", "ja": "低"},
    "high": {"zh": "高", "en": "High", "ja": "高"},
    "yes": {"zh": "是", "en": "Yes", "ja": "あり"},
    "stage": {"zh": "环节", "en": "Stage", "ja": "段階"},
    "lead_in": {"zh": "：", "en": ": ", "ja": "："},
    "continued": {"zh": "（续 {part}/{parts}）", "en": " (cont. {part}/{parts})", "ja": "（続き {part}/{parts}）"},
    "page": {"zh": "第 {page} 页，共 {pages} 页", "en": "Page {page} of {pages}", "ja": "{page} / {pages} ページ"},
    "status_draft": {"zh": "草稿", "en": "Draft", "ja": "ドラフト"},
    "status_preliminary": {"zh": "初步结果", "en": "Preliminary", "ja": "暫定版"},
    "status_final": {"zh": "定稿", "en": "Final", "ja": "確定版"},
    "list_separator": {"zh": "；", "en": "; ", "ja": "；"},
    "sentence_separator": {"zh": "　", "en": "  ", "ja": "　"},
}
"""`continued` and `page` have fields for `str.format`. A label ends in its colon and space, a heading in neither."""


def word(name: str, language: str) -> str:
    """A furniture word. `KeyError` for one that is not in `WORDS`."""
    return WORDS[name][language]
