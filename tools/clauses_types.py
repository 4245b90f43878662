"""The kinds of clause: the 41 of CUAD, and those of a company's risk matrix that CUAD does not have.

CUAD: Hendrycks et al., "CUAD: An Expert-Annotated NLP Dataset for Legal Contract Review", 2021.
"""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Category(StrEnum):
    """Kinds of clause; the values of the first 41 are CUAD's labels."""

    DOCUMENT_NAME = "Document Name"
    PARTIES = "Parties"
    AGREEMENT_DATE = "Agreement Date"
    EFFECTIVE_DATE = "Effective Date"
    EXPIRATION_DATE = "Expiration Date"
    RENEWAL_TERM = "Renewal Term"
    RENEWAL_NOTICE = "Notice Period To Terminate Renewal"
    GOVERNING_LAW = "Governing Law"
    MOST_FAVORED_NATION = "Most Favored Nation"
    NON_COMPETE = "Non-Compete"
    EXCLUSIVITY = "Exclusivity"
    NO_SOLICIT_CUSTOMERS = "No-Solicit Of Customers"
    COMPETITION_EXCEPTION = "Competitive Restriction Exception"
    NO_SOLICIT_EMPLOYEES = "No-Solicit Of Employees"
    NON_DISPARAGEMENT = "Non-Disparagement"
    TERMINATION_FOR_CONVENIENCE = "Termination For Convenience"
    FIRST_REFUSAL = "Rofr/Rofo/Rofn"
    CHANGE_OF_CONTROL = "Change Of Control"
    ANTI_ASSIGNMENT = "Anti-Assignment"
    REVENUE_SHARING = "Revenue/Profit Sharing"
    PRICE_RESTRICTIONS = "Price Restrictions"
    MINIMUM_COMMITMENT = "Minimum Commitment"
    VOLUME_RESTRICTION = "Volume Restriction"
    IP_ASSIGNMENT = "Ip Ownership Assignment"
    JOINT_IP = "Joint Ip Ownership"
    LICENSE_GRANT = "License Grant"
    NON_TRANSFERABLE_LICENSE = "Non-Transferable License"
    AFFILIATE_LICENSOR = "Affiliate License-Licensor"
    AFFILIATE_LICENSEE = "Affiliate License-Licensee"
    UNLIMITED_LICENSE = "Unlimited/All-You-Can-Eat-License"
    PERPETUAL_LICENSE = "Irrevocable Or Perpetual License"
    SOURCE_CODE_ESCROW = "Source Code Escrow"
    POST_TERMINATION = "Post-Termination Services"
    AUDIT_RIGHTS = "Audit Rights"
    UNCAPPED_LIABILITY = "Uncapped Liability"
    LIABILITY_CAP = "Cap On Liability"
    LIQUIDATED_DAMAGES = "Liquidated Damages"
    WARRANTY = "Warranty Duration"
    INSURANCE = "Insurance"
    COVENANT_NOT_TO_SUE = "Covenant Not To Sue"
    THIRD_PARTY_BENEFICIARY = "Third Party Beneficiary"

    INDEMNIFICATION = "Indemnification"
    TERMINATION = "Termination"
    DISPUTES = "Dispute Resolution"
    PERFORMANCE = "Performance"
    PAYMENT = "Payment"
    CONFIDENTIALITY = "Confidentiality"
    FORCE_MAJEURE = "Force Majeure"
    MODIFICATION = "Modification"
    NOTICES = "Notices"
    SIGNATURES = "Signatures"
    DATA_PROTECTION = "Data Protection"
    SECURITY = "Security For Performance"
    DEFAULT_INTEREST = "Default Interest"
    LABOUR = "Labour Relations"


class Risk(StrEnum):
    """How much a clause of a kind can hurt: the rows of the risk matrix."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Kind:
    """What people call a category, and its row in the risk matrix."""

    es: str
    en: str
    risk: Risk


def _kinds() -> dict[Category, Kind]:
    c, high, medium, low = Category, Risk.HIGH, Risk.MEDIUM, Risk.LOW
    return {
        c.DOCUMENT_NAME: Kind("Nombre del contrato", "Document name", low),
        c.PARTIES: Kind("Partes", "Parties", low),
        c.AGREEMENT_DATE: Kind("Fecha del contrato", "Agreement date", low),
        c.EFFECTIVE_DATE: Kind("Fecha de entrada en vigor", "Effective date", low),
        c.EXPIRATION_DATE: Kind("Vigencia y vencimiento", "Term and expiration", low),
        c.RENEWAL_TERM: Kind("Renovación o prórroga", "Renewal term", medium),
        c.RENEWAL_NOTICE: Kind("Aviso para no renovar", "Notice to stop renewal", medium),
        c.GOVERNING_LAW: Kind("Ley aplicable", "Governing law", low),
        c.MOST_FAVORED_NATION: Kind("Cliente más favorecido", "Most favoured nation", medium),
        c.NON_COMPETE: Kind("No competencia", "Non-compete", medium),
        c.EXCLUSIVITY: Kind("Exclusividad", "Exclusivity", medium),
        c.NO_SOLICIT_CUSTOMERS: Kind("No captación de clientes", "No solicitation of customers", medium),
        c.COMPETITION_EXCEPTION: Kind("Excepción a la no competencia", "Competitive restriction exception", low),
        c.NO_SOLICIT_EMPLOYEES: Kind("No contratación de personal", "No solicitation of employees", medium),
        c.NON_DISPARAGEMENT: Kind("No desprestigio", "Non-disparagement", low),
        c.TERMINATION_FOR_CONVENIENCE: Kind("Terminación anticipada sin causa", "Termination for convenience", high),
        c.FIRST_REFUSAL: Kind("Derecho de preferencia", "Right of first refusal, offer or negotiation", medium),
        c.CHANGE_OF_CONTROL: Kind("Cambio de control", "Change of control", medium),
        c.ANTI_ASSIGNMENT: Kind("Cesión de derechos", "Anti-assignment", medium),
        c.REVENUE_SHARING: Kind("Participación en ingresos o comisiones", "Revenue or profit sharing", medium),
        c.PRICE_RESTRICTIONS: Kind("Restricción de precios", "Price restrictions", medium),
        c.MINIMUM_COMMITMENT: Kind("Compromiso mínimo de compra", "Minimum commitment", medium),
        c.VOLUME_RESTRICTION: Kind("Límite de volumen", "Volume restriction", medium),
        c.IP_ASSIGNMENT: Kind("Transmisión de propiedad intelectual", "IP ownership assignment", high),
        c.JOINT_IP: Kind("Copropiedad intelectual", "Joint IP ownership", medium),
        c.LICENSE_GRANT: Kind("Licencia de uso", "License grant", medium),
        c.NON_TRANSFERABLE_LICENSE: Kind("Licencia intransferible", "Non-transferable license", low),
        c.AFFILIATE_LICENSOR: Kind("Licencia de filiales del licenciante", "Affiliate license, licensor", low),
        c.AFFILIATE_LICENSEE: Kind("Licencia a filiales del licenciatario", "Affiliate license, licensee", low),
        c.UNLIMITED_LICENSE: Kind("Licencia ilimitada", "Unlimited license", medium),
        c.PERPETUAL_LICENSE: Kind("Licencia perpetua o irrevocable", "Irrevocable or perpetual license", medium),
        c.SOURCE_CODE_ESCROW: Kind("Depósito del código fuente", "Source code escrow", low),
        c.POST_TERMINATION: Kind("Obligaciones tras la terminación", "Post-termination services", medium),
        c.AUDIT_RIGHTS: Kind("Derecho de auditoría", "Audit rights", medium),
        c.UNCAPPED_LIABILITY: Kind("Responsabilidad ilimitada", "Uncapped liability", high),
        c.LIABILITY_CAP: Kind("Límite de responsabilidad", "Cap on liability", medium),
        c.LIQUIDATED_DAMAGES: Kind("Pena convencional", "Liquidated damages", medium),
        c.WARRANTY: Kind("Garantía", "Warranty duration", medium),
        c.INSURANCE: Kind("Seguros", "Insurance", medium),
        c.COVENANT_NOT_TO_SUE: Kind("Renuncia a demandar", "Covenant not to sue", medium),
        c.THIRD_PARTY_BENEFICIARY: Kind("Tercero beneficiario", "Third-party beneficiary", low),
        c.INDEMNIFICATION: Kind("Indemnización", "Indemnification", high),
        c.TERMINATION: Kind("Terminación y rescisión", "Termination", high),
        c.DISPUTES: Kind("Controversias y jurisdicción", "Dispute resolution", high),
        c.PERFORMANCE: Kind("Cumplimiento y niveles de servicio", "Performance", medium),
        c.PAYMENT: Kind("Contraprestación y pago", "Payment", medium),
        c.CONFIDENTIALITY: Kind("Confidencialidad", "Confidentiality", medium),
        c.FORCE_MAJEURE: Kind("Caso fortuito y fuerza mayor", "Force majeure", medium),
        c.MODIFICATION: Kind("Modificaciones", "Modification", medium),
        c.NOTICES: Kind("Avisos y notificaciones", "Notices", low),
        c.SIGNATURES: Kind("Firmas", "Signatures", low),
        c.DATA_PROTECTION: Kind("Datos personales", "Personal data protection", medium),
        c.SECURITY: Kind("Fianza y garantías de cumplimiento", "Security for performance", medium),
        c.DEFAULT_INTEREST: Kind("Intereses moratorios", "Default interest", medium),
        c.LABOUR: Kind("Relación laboral", "Labour relations", low),
    }


KINDS = MappingProxyType(_kinds())
CUAD = tuple(Category)[:41]
