"""CFDI, Mexico's electronic invoice (SAT, Anexo 20), versions 3.3 and 4.0."""

from guardrails.errors import CorruptFile, UnsupportedFile
from retrieval.document import Document, FileKind
from retrieval.readers import safe_xml
from retrieval.readers.builder import DocumentBuilder
from retrieval.readers.cfdi.checks import mismatches
from retrieval.readers.cfdi.complements import payments, sections
from retrieval.readers.cfdi.invoice import NAMESPACES, Invoice, invoice
from retrieval.readers.cfdi.render import render, title_of
from retrieval.readers.cfdi.tables import tables
from retrieval.readers.source import Source


def read(source: Source) -> Document:
    """A CFDI as text, facts and rows; UnsupportedFile for other XML, CorruptFile when it breaks SAT's schema."""
    root = _root(source)
    try:
        made, paid, extra = invoice(root), payments(root), sections(root)
    except (KeyError, ValueError) as error:
        raise CorruptFile(name=source.name) from error
    builder = DocumentBuilder()
    builder.title = title_of(made)
    builder.facts = facts(made)
    rendered = render(builder, made, paid, extra)
    builder.tables.extend(tables(made, paid, rendered))
    for es, en in mismatches(made, paid):
        builder.warn(es, en)
    return builder.build(source, FileKind.CFDI)


def _root(source: Source) -> safe_xml.Element:
    try:
        root = safe_xml.parse(source.data)
    except safe_xml.DoctypeError as error:
        raise UnsupportedFile(name=source.name) from error
    except safe_xml.XmlError as error:
        raise CorruptFile(name=source.name) from error
    if safe_xml.local(root) != "Comprobante" or safe_xml.namespace(root) not in NAMESPACES:
        raise UnsupportedFile(name=source.name)
    return root


def facts(made: Invoice) -> dict[str, str]:
    """The header's facts as text; those that the file lacks are left out."""
    found = {
        "uuid": made.uuid,
        "fecha": made.date.isoformat() if made.date else None,
        "serie": made.series,
        "folio": made.number,
        "tipo": made.type,
        "emisor_rfc": made.issuer.rfc,
        "emisor": made.issuer.name,
        "receptor_rfc": made.receiver.rfc,
        "receptor": made.receiver.name,
        "moneda": made.currency,
        "subtotal": str(made.subtotal),
        "total": str(made.total),
        "metodo_pago": made.method,
        "forma_pago": made.form,
        "version": made.version,
    }
    return {name: value for name, value in found.items() if value}
