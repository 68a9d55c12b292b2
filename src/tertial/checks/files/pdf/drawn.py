"""What is drawn on a page: rules across and down, curves of charts and signs, pictures."""

import ctypes
import itertools
from collections.abc import Iterator

import pypdfium2 as pdfium
from pypdfium2 import raw

from tertial.checks.files.pdf.frame import Frame
from tertial.checks.files.pdf.shapes import Rule
from tertial.domain.checks.place import Box

_MOST_OBJECTS = 30_000
_MOST_SEGMENTS = 2_000
_DEEPEST = 4
_THIN = 2.6
_SHORTEST = 6.0
# What is rounded and larger is a box around text, not a mark in a chart.
_LARGEST_MARK = 15.0
Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


class Drawn:
    """Reads the drawings of one page."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._left = _MOST_OBJECTS
        self.across: list[Rule] = []
        self.down: list[Rule] = []
        self.curves: list[Rule] = []
        self.pictures: list[Box] = []

    def read(self, page: pdfium.PdfPage) -> None:
        """Sorts all that is drawn."""
        count = raw.FPDFPage_CountObjects(page)
        self._all((raw.FPDFPage_GetObject(page, at) for at in range(count)), (1, 0, 0, 1, 0, 0), 0)

    def _all(self, objects: Iterator[object], matrix: Matrix, depth: int) -> None:
        for one in objects:
            self._left -= 1
            if self._left < 0:
                return
            kind = raw.FPDFPageObj_GetType(one)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self._path(one, _times(_matrix(one), matrix))
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                rule = self._rule([_moved(point, _times(_matrix(one), matrix)) for point in ((0, 0), (1, 1))])
                self.pictures.append(Box(rule.left, rule.top, rule.right, rule.bottom))
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                count = raw.FPDFFormObj_CountObjects(one)
                inner = (raw.FPDFFormObj_GetObject(one, at) for at in range(count))
                self._all(inner, _times(_matrix(one), matrix), depth + 1)

    def _rule(self, points: list[Point]) -> Rule:
        across, up = [x for x, _ in points], [y for _, y in points]
        return self._frame.rule(min(across), min(up), max(across), max(up))

    def _path(self, path: object, matrix: Matrix) -> None:
        points, bent = [], False
        parts: list[list[Point]] = []
        x, y = ctypes.c_float(), ctypes.c_float()
        count = raw.FPDFPath_CountSegments(path)
        for at in range(min(count, _MOST_SEGMENTS)):
            segment = raw.FPDFPath_GetPathSegment(path, at)
            raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            point = _moved((x.value, y.value), matrix)
            kind = raw.FPDFPathSegment_GetType(segment)
            bent = bent or kind == raw.FPDF_SEGMENT_BEZIERTO
            if kind == raw.FPDF_SEGMENT_MOVETO:
                parts.append([])
            if parts:
                parts[-1].append(point)
            points.append(point)
        if not points:
            return
        whole = self._rule(points)
        if bent:
            if max(whole.width, whole.height) < _LARGEST_MARK:
                self.curves.append(whole)
            return
        if any(_is_slanted(part) for part in parts):
            self.curves.append(whole)
            return
        for part in parts:
            self._straight(self._rule(part))

    def _straight(self, rule: Rule) -> None:
        """A line, or the four sides of a box."""
        if rule.height <= _THIN:
            if rule.width >= _SHORTEST:
                self.across.append(rule)
        elif rule.width <= _THIN:
            if rule.height >= _SHORTEST:
                self.down.append(rule)
        elif rule.width >= _SHORTEST and rule.height >= _SHORTEST:
            self.across.append(Rule(rule.left, rule.top, rule.right, rule.top))
            self.across.append(Rule(rule.left, rule.bottom, rule.right, rule.bottom))
            self.down.append(Rule(rule.left, rule.top, rule.left, rule.bottom))
            self.down.append(Rule(rule.right, rule.top, rule.right, rule.bottom))


def _matrix(one: object) -> Matrix:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(one, ctypes.byref(matrix))
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(point: Point, matrix: Matrix) -> Point:
    x, y = point
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _is_slanted(points: list[Point]) -> bool:
    return any(abs(x - left) > 1 and abs(y - low) > 1 for (left, low), (x, y) in itertools.pairwise(points))
