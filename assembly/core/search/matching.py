"""Puts a search to the database.

PostgreSQL matches the stems of English words over indexes; SQLite matches the beginnings of words, row by row. Both
find the same on everyday searches; only PostgreSQL forgives spelling.
"""

import difflib
import operator
from collections.abc import Iterable, Iterator
from functools import reduce
from typing import Any

from django.contrib.postgres.lookups import TrigramWordSimilar
from django.contrib.postgres.search import (
    CombinedSearchVector,
    SearchQuery,
    SearchRank,
    SearchVector,
    SearchVectorExact,
    TrigramWordSimilarity,
)
from django.db import connection, transaction
from django.db.models import Case, F, FloatField, Q, QuerySet, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Concat

from . import Kind
from .words import Search, Term, split

ENGLISH = "english"
SIMPLE = "simple"  # no stems
EXACT = 10.0  # the title is what was typed
SHORTEST_PREFIX = 3
SHORTEST_TO_CORRECT = 4
MOST_TO_CORRECT = 4
NEAR_TEXTS = 25
NEAR_ENOUGH = 0.3  # to pg_trgm, of the three-letter pieces of a word
ALIKE = 0.7  # to difflib, of its letters in their order


def in_order(found: QuerySet[Any], kind: Kind, search: Search) -> QuerySet[Any]:
    """Rows that were found, in the order in which they are shown: the closest title first, where the kind says so."""
    if not kind.closest_first:
        return found.order_by(*kind.order)
    is_exact = Q(**{f"{kind.title}__iexact": search.typed})
    if kind.short_title:
        is_exact |= Q(**{f"{kind.short_title}__iexact": search.typed})
    exact = Case(
        When(is_exact, then=Value(EXACT)),
        default=Value(0.0),
        output_field=FloatField(),
    )
    found = found.annotate(closeness=exact + _closeness(kind, search))
    return found.order_by("-closeness", *kind.order)


def narrowed(rows: QuerySet[Any], kind: Kind, search: Search) -> QuerySet[Any]:
    """The rows in which every term is found, in their own order."""
    if not search.terms:
        return rows.none()
    if connection.vendor == "postgresql":
        return rows.filter(SearchVectorExact(_vector(kind), _query(search)))
    texts = [Coalesce(F(field), Value(""), output_field=TextField()) for field in kind.fields]
    rows = rows.annotate(searched=_joined(texts))
    for term in search.terms:
        # The database itself finds pieces of text fast, so that few rows are left for the expression.
        rows = rows.filter(
            _pieces(kind, term), searched__iregex="|".join(words.pattern for words in term)
        )
    return rows


def _pieces(kind: Kind, term: Term) -> Q:
    """What stands in every row that the expression of a term matches. SQLite knows small and capital ASCII letters."""

    def somewhere(piece: str) -> Q:
        return reduce(operator.or_, (Q(**{f"{name}__icontains": piece}) for name in kind.fields))

    found = Q()
    for words in term:
        pieces = [piece for piece in words.pieces if piece.isascii()]
        if not pieces:
            return Q()
        found |= reduce(operator.and_, map(somewhere, pieces))
    return found


def _joined(texts: list[Coalesce]) -> Combinable:
    parts = [part for text in texts for part in (text, Value("\n"))]
    return Concat(*parts, output_field=TextField())


def _closeness(kind: Kind, search: Search) -> Combinable:
    """How much of the title was asked for: between 0 and 1, a little more for a short title."""
    if connection.vendor == "postgresql":
        return SearchRank(
            SearchVector(kind.title, config=ENGLISH), _query(search), normalization=Value(1)
        )
    share = 1 / len(search.terms)
    total: Combinable = Value(0.0)
    for term in search.terms:
        in_title = Q(**{f"{kind.title}__iregex": "|".join(words.pattern for words in term)})
        total = total + Case(When(in_title, then=Value(share)), default=Value(0.0))
    return total


def _vector(kind: Kind) -> Combinable:
    if not kind.vectors:
        return SearchVector(*kind.fields, config=ENGLISH)
    first, *others = (F(vector) for vector in kind.vectors)
    vector: Combinable = first
    for other in others:
        vector = CombinedSearchVector(vector, "||", other, None)
    return vector


def _query(search: Search) -> Combinable:
    return reduce(operator.and_, map(_either, search.terms))


def _either(term: Term) -> Combinable:
    """One of the synonyms: its stem, or lexemes that begin as it does.

    Words are letters and digits only, so nothing typed is ever read as an operator.
    """
    wanted = []
    for words in term:
        wanted.append(_raw(" <-> ".join(f"'{word}'" for word in words.each), ENGLISH))
        if len(words.each) == 1 and len(words.each[0]) >= SHORTEST_PREFIX:
            wanted.append(_raw(f"'{words}':*", SIMPLE))
    return reduce(operator.or_, wanted)


def _raw(query: str, config: str) -> SearchQuery:
    return SearchQuery(query, config=config, search_type="raw")


def respelled(search: Search, kinds: Iterable[Kind]) -> str:
    """The search with each unknown word as the site writes the nearest one; empty when there is none.

    The words come from what anybody may see, so a suggestion tells nothing that the site does not.
    """
    if connection.vendor != "postgresql":
        return ""
    kinds = list(kinds)
    words = [_respelled(term, kinds) for term in search.terms[:MOST_TO_CORRECT]]
    words += search.words[MOST_TO_CORRECT:]
    return " ".join(words) if words != search.words else ""


def _respelled(term: Term, kinds: list[Kind]) -> str:
    word = str(term[0])
    alone = Search(word, (term,))
    too_short = len(word) < SHORTEST_TO_CORRECT or not word.isalpha()
    if too_short or any(narrowed(kind.rows(), kind, alone).exists() for kind in kinds):
        return word
    near = {each for kind in kinds for each in _near(kind, word)}
    nearest = difflib.get_close_matches(word, sorted(near), n=1, cutoff=ALIKE)
    return nearest[0] if nearest else word


def _near(kind: Kind, word: str) -> Iterator[str]:
    """The words of those texts of a kind in which one comes nearest."""
    with transaction.atomic(), connection.cursor() as cursor:
        # The operator, which uses the index, compares with a setting; this one lasts as long as the transaction.
        cursor.execute(f"SET LOCAL pg_trgm.word_similarity_threshold = {NEAR_ENOUGH}")
        for field in kind.spelling or (kind.title,):
            texts = (
                kind.rows()
                .filter(TrigramWordSimilar(F(field), Value(word)))
                .annotate(text=F(field), likeness=TrigramWordSimilarity(word, field))
                .order_by("-likeness", "text")
                .values_list("text", "likeness")
                .distinct()[:NEAR_TEXTS]
            )
            for text, _ in texts:
                yield from split(text)
