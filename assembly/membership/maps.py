"""A schematic map: a tile for each district where its row says, shaded by a figure. Drawn by us from nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from .models import District

TILE = 120
GAP = 6
SHADES = 5
LETTERS_A_LINE = 11
LINE = 19


@dataclass(frozen=True, slots=True)
class Tile:
    """A district on the map: lines of its name as (text, y), the figure, and the shade from 0 (none) to 5."""

    x: int
    y: int
    middle: int
    lines: list[tuple[str, int]]
    figure: str
    figure_y: int
    shade: int


@dataclass(frozen=True, slots=True)
class TileMap:
    """The tiles, and the same figures as rows (label, address, figure) for the table beside it."""

    title: str
    description: str
    figure_heading: str
    tiles: list[Tile]
    rows: list[tuple[str, str, int]]
    width: int
    height: int
    size: int = TILE


def tile_map(
    districts: Sequence[District],
    figures: Mapping[str, int],
    *,
    title: str,
    figure_heading: str,
    url: str,
) -> TileMap:
    """Draw these figures, by the slugs of the districts. `url` is where the register is, to be narrowed by one."""
    placed = [
        each for each in districts if each.map_column is not None and each.map_row is not None
    ]
    most = max((figures.get(each.slug, 0) for each in districts), default=0)
    tiles = [_tile(each, figures.get(each.slug, 0), most) for each in placed]
    largest = max(districts, key=lambda each: figures.get(each.slug, 0), default=None)
    return TileMap(
        title=title,
        description=f"Most are in {largest.name}: {figures.get(largest.slug, 0):,}."
        if largest
        else "",
        figure_heading=figure_heading,
        tiles=tiles,
        rows=[
            (each.name, f"{url}?district={each.slug}", figures.get(each.slug, 0))
            for each in districts
        ],
        width=max((tile.x + TILE for tile in tiles), default=0),
        height=max((tile.y + TILE for tile in tiles), default=0),
    )


def _tile(district: District, figure: int, most: int) -> Tile:
    x, y = ((number or 0) * (TILE + GAP) for number in (district.map_column, district.map_row))
    lines = wrap(district.name, LETTERS_A_LINE)
    return Tile(
        x=x,
        y=y,
        middle=x + TILE // 2,
        lines=[(text, y + 28 + LINE * number) for number, text in enumerate(lines)],
        figure=f"{figure:,}",
        figure_y=y + TILE - 18,
        shade=-(-figure * SHADES // most) if most else 0,
    )
