"""WebAnno TSV, links: rows and numbers that relations and slots name → the annotations that are meant."""

from bertstudio.core.words import tr
from bertstudio.formats.base import Severity
from bertstudio.formats.webanno_cells import NO_VALUE, NOTHING, parts, with_id
from bertstudio.formats.webanno_model import ANYTHING, Annotation, Sheet, Target, Unit, Wrong


class Links:
    """Collects links while rows are read, and finds what they mean when all annotations are there."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.units: dict[str, Unit] = {}
        self.known: dict[tuple[int, object], list[Annotation]] = {}
        """Layer, and a number in brackets or a place in a chain → the annotations that carry it."""
        self.slots: list[tuple[Annotation, int, str]] = []
        """Annotation, column of the places, and its cell."""
        self.relations: list[tuple[Annotation, Unit, str]] = []
        """Relation, the row of its target, and the cell that names the source."""

    def resolve(self) -> None:
        """Find the ends of all relations and the annotations that fill slots."""
        numbers: dict[str, list[Annotation]] = {}
        for (_, key), annotations in self.known.items():
            if isinstance(key, str):
                numbers.setdefault(key, []).extend(annotations)
        for annotation, unit, cell in self.relations:
            row, name = with_id(cell)
            source_number, _, target_number = name.partition("_")
            base = self.sheet.layers[annotation.layer].base
            source = self._target(base, self.units.get(row), _numbered(numbers, source_number))
            target = self._target(base, unit, _numbered(numbers, target_number))
            if source is not None and target is not None:
                annotation.ends = source, target
                annotation.start, annotation.end = target.start, target.end
        for annotation, column, cell in self.slots:
            self._fill(annotation, column, cell, numbers)

    def _target(self, base: str, unit: Unit | None, numbered: list[Annotation] | None) -> Target | None:
        """Return what is meant by a row and a number: an annotation of the layer, or else the token."""
        names = [layer.name for layer in self.sheet.layers]
        wanted = [n for n, name in enumerate(names) if name == base or base == ANYTHING]
        if numbered is not None:
            of_layer = [found for found in numbered if found.layer in wanted] or numbered
            here = (found for found in of_layer if unit and found in unit.found.get(found.layer, []))
            return next(here, of_layer[-1] if of_layer else None)
        if unit is None:
            return None
        at_unit = [found for n in wanted for found in unit.found.get(n, [])]
        return at_unit[0] if at_unit else self._token(unit)

    def _token(self, unit: Unit) -> Unit | None:
        return unit if unit.is_token else self.units.get(unit.id.partition(".")[0])

    def _fill(
        self, annotation: Annotation, column: int, cell: str, numbers: dict[str, list[Annotation]]
    ) -> None:
        base = self.sheet.layers[annotation.layer].columns[column]
        roles, targets = annotation.values[column - 1], []
        cells = [] if cell in {"", NOTHING, NO_VALUE} else parts(cell, ";")
        for place in cells:
            row, number = with_id(place)
            targets.append(self._target(base, self.units.get(row), _numbered(numbers, number)))
        pairs = [(a, b) for a, b in zip(roles, targets, strict=False) if b is not None]
        if len(pairs) < max(len(roles), len(cells)):
            said = tr("A slot names no annotation that is there, and was left out.")
            self.sheet.wrong.append(Wrong(annotation.line, Severity.SKIPPED, "empty-slot", said))
        annotation.values[column - 1] = [role for role, _ in pairs]
        annotation.values[column] = [target for _, target in pairs]


def _numbered(numbers: dict[str, list[Annotation]], number: str) -> list[Annotation] | None:
    """Return the annotations of a number; None where none is named: 0 stands for one without a number."""
    return None if number in {"", "0"} else numbers.get(number, [])
