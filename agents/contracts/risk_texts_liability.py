"""What is said of guarantees given and of liability capped for one side only, in Spanish and English."""

from agents.contracts.risk_texts import RiskText, Wording
from tools.clauses_types import Risk

LIABILITY: dict[str, RiskText] = {
    "personal-guarantee": RiskText(
        Risk.HIGH,
        Wording(
            "Garantía personal u obligación solidaria",
            "Quien la da responde con lo suyo por la deuda de otro, y pueden cobrarle a esa persona primero{bearer}.",
            "Pide que se quite, o que tenga un monto máximo, una fecha de término y se cobre antes al deudor.",
        ),
        Wording(
            "Personal guarantee or joint obligation",
            "Whoever gives it answers with their own assets for another's debt and can be collected from "
            "first{bearer}.",
            "Ask to remove it, or for a maximum amount, an end date, and collection from the debtor first.",
        ),
    ),
    "promissory-note": RiskText(
        Risk.HIGH,
        Wording(
            "Pagaré en garantía",
            "Un pagaré se cobra por separado del contrato, por juicio ejecutivo, aunque la deuda esté en duda{bearer}.",
            "Pide que se quite o que sea no negociable, diga de qué contrato viene y se devuelva al terminar.",
        ),
        Wording(
            "Promissory note as security",
            "A note can be collected apart from the contract, in summary proceedings, even if the debt is "
            "disputed{bearer}.",
            "Ask to remove it, or for a non-negotiable one that names this contract and is returned at its end.",
        ),
    ),
    "asymmetric-cap": RiskText(
        Risk.MEDIUM,
        Wording(
            "Tope de responsabilidad sólo para una parte",
            "{capped} tiene un límite a lo que paga por daños; la otra parte no tiene ninguno.",
            "Pide el mismo tope para ambas, en proporción al valor del contrato, y sin tope por dolo o mala fe.",
        ),
        Wording(
            "Liability capped for one party only",
            "{capped} has a limit to what it pays for damage; the other side has none.",
            "Ask for the same cap for both, in proportion to the contract's value, and none for wilful misconduct.",
        ),
    ),
}
