"""Rules for the kinds of clause in English that CUAD does not label."""

from tools.clauses_rules import Rule
from tools.clauses_types import Category

C = Category

RULES: tuple[Rule, ...] = (
    Rule(
        C.INDEMNIFICATION,
        r"\bindemnif(?:y|ies|ication)\b.{0,200}(?:against|from|harmless|claims?|loss)|hold harmless",
        weak=r"indemnif",
        title=r"indemni",
    ),
    Rule(
        C.TERMINATION,
        r"\bmay (?:immediately )?terminate\b|(?:right|entitled|option) to (?:immediately )?terminate"
        r"|(?:this )?agreement (?:may be|shall be|will be|shall) (?:immediately )?terminated?\b"
        r"|terminated? (?:by either party|upon (?:written )?notice)|events? of default",
        weak=r"terminat|default|breach",
        title=r"^terminat|term and termination|\btermination\b|events? of default",
    ),
    Rule(
        C.DISPUTES,
        r"\barbitrat(?:ion|ors?|ed)\b|exclusive (?:jurisdiction|venue)|jurisdiction of the .{0,60}courts?"
        r"|courts? (?:of|located in|sitting)\b.{0,80}(?:jurisdiction|venue)|waives? .{0,30}(?:jury trial"
        r"|trial by jury)|\bmediation\b|submit to the .{0,30}jurisdiction",
        weak=r"dispute|court|venue",
        title=r"dispute|arbitration|jurisdiction|venue",
    ),
    Rule(
        C.PERFORMANCE,
        r"service levels?|\bSLA\b|shall (?:perform|provide|deliver|supply) (?:the|all|its) (?:services|products"
        r"|goods|obligations|deliverables)|delivery (?:date|schedule|times?)|acceptance (?:test|criteria)"
        r"|time is of the essence",
        title=r"services?\b|scope|obligations|deliver|performance|duties|service levels",
    ),
    Rule(
        C.PAYMENT,
        r"(?:shall|will|agrees? to|must) (?:be paid|pay)\b.{0,200}(?:\$|fee|invoice|price|amount|days|royalt"
        r"|commission|rent|monthly|annual|USD|dollars)|(?:fees?|invoices?|amounts?"
        r"|payments?)\b.{0,80}\b(?:payable|due)\b|purchase price|within .{0,20}days (?:of|after"
        r"|from) .{0,30}invoice",
        weak=r"\bpay|fees?\b|invoice|price",
        title=r"payment|\bfees?\b|compensation|price|consideration|invoic",
    ),
    Rule(
        C.CONFIDENTIALITY,
        r"confidential information|non-?disclosure|confidentiality|keep .{0,30}confidential|trade secrets?",
        weak=r"disclos",
        title=r"confidential|non-?disclosure",
    ),
    Rule(
        C.FORCE_MAJEURE,
        r"force majeure|acts? of god|beyond (?:its|the|their|such).{0,30}control",
        title=r"force majeure",
    ),
    Rule(
        C.MODIFICATION,
        r"(?:amend(?:ed|ment)?|modif(?:y|ied|ication)|supplement(?:ed)?|changed?)\b.{0,150}(?:in writing|written"
        r"|signed|executed|mutual|sole discretion|at any time)|no (?:amendment|modification|waiver)\b",
        title=r"amendment|modification|entire agreement",
    ),
    Rule(
        C.NOTICES,
        r"(?:all |any )?notices?\b.{0,150}(?:shall be (?:in writing|given|sent|deemed|delivered)|must be"
        r"|in writing and|certified mail|addressed)",
        title=r"\bnotices?\b",
    ),
    Rule(
        C.SIGNATURES,
        r"in witness whereof|_{10,}|(?:duly )?executed .{0,80}(?:counterparts|date|day)"
        r"|duly authorized (?:representatives|officers)|executed in .{0,30}counterparts",
        title=r"counterparts|execution",
    ),
    Rule(
        C.DATA_PROTECTION,
        r"personal data|personal information|\bGDPR\b|data protection|privacy (?:laws|policy)",
        title=r"privacy|data protection",
    ),
    Rule(
        C.SECURITY,
        r"performance bond|letter of credit|security deposit|promissory note|personal guarant",
        title=r"security deposit|guarant[ye]",
    ),
    Rule(
        C.DEFAULT_INTEREST,
        r"interest\b.{0,100}(?:late|overdue|past due|unpaid|delinquent)|(?:late|overdue|past due"
        r"|unpaid)\b.{0,150}\binterest\b|late (?:fee|charge)s?",
    ),
    Rule(
        C.LABOUR,
        r"independent contractors?|employer[- ]employee|employment relationship|no (?:partnership|agency"
        r"|joint venture)",
        title=r"independent contractor|relationship of",
    ),
)
