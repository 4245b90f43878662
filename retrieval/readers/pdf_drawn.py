"""What a PDF page draws beside text: images, and the rules and boxes that a table could be made of."""

import ctypes
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_MOST_OBJECTS = 5_000
"""A page with more is a drawing; what comes after is not looked at."""


@dataclass(frozen=True, slots=True)
class Drawn:
    images: int
    across: int
    """Thin horizontal rules."""
    down: int
    """Thin vertical rules."""
    boxes: int

    @property
    def is_ruled(self) -> bool:
        """True when rules cross, or boxes stand together, as in a table; underlines alone do not make one."""
        return (self.across >= 2 and self.down >= 2) or self.boxes >= 4


def drawn_on(page: pdfium.PdfPage) -> Drawn:
    """Count what matters; forms, which may hold a scanned page, count as images."""
    images = across = down = boxes = 0
    for at in range(min(pdfium_c.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)):
        drawn = pdfium_c.FPDFPage_GetObject(page.raw, at)
        kind = pdfium_c.FPDFPageObj_GetType(drawn)
        images += kind in (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_FORM)
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            wide, high = _size(drawn)
            across += high < 3 < 20 < wide
            down += wide < 3 < 8 < high
            boxes += wide > 20 and high > 8
    return Drawn(images, across, down, boxes)


def _size(drawn: object) -> tuple[float, float]:
    """Width and height in points."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    edges = (ctypes.byref(edge) for edge in (left, bottom, right, top))
    pdfium_c.FPDFPageObj_GetBounds(drawn, *edges)
    return right.value - left.value, top.value - bottom.value
