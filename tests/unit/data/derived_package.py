"""A small Data Package with statistics and declared derived tables, written for one test."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from deckgen.data import Dataset, open_dataset
from deckgen.source.yaml import load_yaml
from deckgen.workspace import Workspace

DESCRIPTOR = """\
name: cities
deckgen:derived:
{declared}
resources:
  - name: sources
    path: sources.csv
    schema:
      primaryKey: source_id
      fields: [{{name: source_id}}, {{name: citation}}, {{name: short}}, {{name: quality}}]
  - name: entities
    path: entities.csv
    schema: {{primaryKey: entity_id, fields: [{{name: entity_id}}]}}
  - name: indicators
    path: indicators.csv
    schema: {{primaryKey: indicator_id, fields: [{{name: indicator_id}}, {{name: direction}}]}}
  - name: stats
    path: stats.csv
    schema:
      primaryKey: [entity_id, indicator_id, year]
      fields:
        - {{name: entity_id}}
        - {{name: indicator_id}}
        - {{name: year, type: integer}}
        - {{name: value, type: number}}
        - {{name: unit}}
        - {{name: source_id, constraints: {{required: true}}}}
        - {{name: verified_by}}
      foreignKeys: [{{fields: source_id, reference: {{resource: sources, fields: source_id}}}}]
  - name: breaks
    path: breaks.csv
    schema:
      primaryKey: [entity_id, indicator_id, year_before, year_after]
      fields:
        - {{name: entity_id}}
        - {{name: indicator_id}}
        - {{name: year_before, type: integer}}
        - {{name: year_after, type: integer}}
"""
FILES: Mapping[str, str] = {
    "sources": "source_id,citation,short,quality\ngood,Good,Good,A\nother,Other,Other,A\nweak,Weak,Weak,C\n",
    "entities": "entity_id\na\nb\nc\nd\n",
    "indicators": "indicator_id,direction\ngdp,higher\ndust,lower\nsize,neutral\nmoney,higher\n",
    "stats": """\
entity_id,indicator_id,year,value,unit,source_id,verified_by
a,gdp,2017,0,CNY,good,one
b,gdp,2017,5,CNY,good,one
c,gdp,2017,10,CNY,good,one
d,gdp,2017,7,CNY,good,one
a,dust,2017,10,ug,other,one
b,dust,2017,10,ug,other,one
c,dust,2017,30,ug,other,one
a,gdp,2012,3,CNY,good,one
b,gdp,2012,4,CNY,good,one
c,gdp,2012,5,CNY,good,one
a,size,2017,1,km2,good,one
b,size,2017,3,km2,good,one
c,size,2017,2,km2,good,one
d,size,2017,2,km2,weak,one
a,money,2017,1,CNY,good,one
b,money,2017,2,CNY,good,one
c,money,2017,3,JPY,good,one
a,money,2012,2,CNY,good,one
b,money,2012,2,CNY,good,one
c,money,2012,2,CNY,good,one
""",
    "breaks": "entity_id,indicator_id,year_before,year_after\nb,gdp,2014,2015\n",
}
WEIGHTS = """\
  - name: score
    method: entropy_weights
    from: stats
    entities: [a, b, c, d]
    indicators:
      economy: [{indicator: gdp, year: 2017}]
      air: [{indicator: dust, year: 2017}]
"""
COMPONENTS = """\
  - name: parts
    method: principal_components
    from: stats
    entities: [a, b, c]
    indicators:
      economy: [{indicator: gdp, year: 2017}, {indicator: size, year: 2017}]
"""


def derived_dataset(folder: Path, declared: str = WEIGHTS + COMPONENTS, **files: str) -> Dataset:
    """The package with these declarations, its files replaced by `files`, opened from `folder`."""
    for name, text in {**FILES, **files}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    path = folder / "datapackage.yaml"
    path.write_text(DESCRIPTOR.format(declared=declared), encoding="utf-8")
    return open_dataset(load_yaml(path.read_bytes(), "datapackage.yaml"), path, Workspace(folder))


def rows_of(dataset: Dataset, table: str) -> list[tuple[object, ...]]:
    return dataset.connection.execute(f"SELECT * FROM {table}").fetchall()
