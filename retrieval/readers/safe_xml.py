"""Parses XML that strangers wrote: no DTD, no entities, no network, bounded depth. Types what lxml leaves untyped."""

import re
from collections.abc import Iterator, Mapping
from typing import Protocol, overload

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  # lxml has no types of its own

_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


class XmlError(ValueError):
    """The XML is not well formed, or declares a document type, which could hide entities."""


class DoctypeError(XmlError):
    """It declares a document type."""


class Tree(Protocol):
    """What is used of lxml's element tree."""

    def getpath(self, element: "Element") -> str: ...


class Element(Protocol):
    """What is used of lxml's element; iterating gives its children."""

    tag: object
    """Name with namespace; a function for what is no element, such as an entity that was not resolved."""
    text: str | None
    tail: str | None
    prefix: str | None

    @property
    def attrib(self) -> Mapping[str, str]: ...
    @overload
    def get(self, key: str) -> str | None: ...
    @overload
    def get(self, key: str, default: str) -> str: ...
    def find(self, path: str) -> "Element | None": ...
    def findtext(self, path: str) -> str | None: ...
    def iter(self, *tags: str) -> "Iterator[Element]": ...
    def iterancestors(self) -> "Iterator[Element]": ...
    def getparent(self) -> "Element | None": ...
    def getroottree(self) -> Tree: ...
    def __iter__(self) -> "Iterator[Element]": ...
    def __reversed__(self) -> "Iterator[Element]": ...
    def __len__(self) -> int: ...


def parse(data: bytes) -> Element:
    """Root element; DoctypeError for a DOCTYPE, XmlError when it is not well formed."""
    if _DOCTYPE.search(_prolog(data)):
        raise DoctypeError("a document type is declared")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise XmlError(str(error)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise DoctypeError("a document type is declared")
    return root


def _prolog(data: bytes) -> bytes:
    """What stands before the root element, with the zero bytes of UTF-16 taken out."""
    head = data[:4096].replace(b"\x00", b"")
    root = re.search(rb"<[A-Za-z_]", head)
    return head[: root.start()] if root else head


def local(element: Element) -> str:
    """Tag without its namespace; empty for what is not an element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def namespace(element: Element) -> str:
    """Namespace of a tag; empty when it has none."""
    tag = element.tag
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""
