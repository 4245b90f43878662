"""What is said of each risk, in Spanish and English: title, why it matters, what to ask for."""

from dataclasses import dataclass

from agents.language import Lang
from tools.clauses_types import Risk


@dataclass(frozen=True, slots=True)
class Wording:
    title: str
    why: str
    change: str


@dataclass(frozen=True, slots=True)
class RiskText:
    level: Risk
    es: Wording
    en: Wording

    def say(self, lang: Lang) -> Wording:
        return self.es if lang == "es" else self.en


H, M, L = Risk.HIGH, Risk.MEDIUM, Risk.LOW
W = Wording

RISKS: dict[str, RiskText] = {
    "unlimited-liability": RiskText(
        H,
        W(
            "Responsabilidad sin límite",
            "Un solo incumplimiento puede costar mucho más que todo lo que paga el contrato.",
            "Pide un tope, por ejemplo el valor total del contrato, y excluye el lucro cesante y los daños indirectos.",
        ),
        W(
            "Liability without a cap",
            "A single breach can cost far more than everything the contract pays.",
            "Ask for a cap, for example the total value of the contract, and exclude lost profit and indirect damage.",
        ),
    ),
    "one-sided-indemnity": RiskText(
        H,
        W(
            "Indemnización de un solo lado",
            "Sólo una de las partes responde por reclamaciones de terceros{bearer}.",
            "Pide que sea recíproca y limitada a lo que cada parte cause por su culpa.",
        ),
        W(
            "One-sided indemnity",
            "Only one side answers for claims of third parties{bearer}.",
            "Ask for a mutual one, limited to what each party causes by its own fault.",
        ),
    ),
    "termination-without-notice": RiskText(
        H,
        W(
            "Terminación sin aviso por una sola parte",
            "La otra parte puede salirse de un día para otro y dejar trabajo e inversión sin pagar.",
            "Pide el mismo derecho para ambas, con aviso por escrito y pago de lo ya realizado.",
        ),
        W(
            "Termination by one party without notice",
            "The other side can leave overnight and leave work and investment unpaid.",
            "Ask for the same right for both, with written notice and payment of what was done.",
        ),
    ),
    "one-sided-termination": RiskText(
        M,
        W(
            "Sólo una parte puede terminar antes",
            "La otra queda obligada hasta el final del plazo.",
            "Pide que cualquiera de las partes pueda terminar con el mismo aviso.",
        ),
        W(
            "Only one party may terminate early",
            "The other is bound until the end of the term.",
            "Ask that either party may terminate with the same notice.",
        ),
    ),
    "auto-renewal-long-notice": RiskText(
        M,
        W(
            "Renovación automática con aviso muy largo",
            "Para no renovar hay que avisar con {notice} de anticipación; si la fecha pasa, el contrato sigue "
            "otro periodo.",
            "Pide que la renovación sea por escrito, o que el aviso se reduzca; {limit} días es lo habitual como "
            "máximo.",
        ),
        W(
            "Automatic renewal with a long notice",
            "To decline one must give {notice} of notice; once the date passes, another period runs.",
            "Ask for renewal in writing only, or for a shorter notice; {limit} days is the usual upper end.",
        ),
    ),
    "auto-renewal-no-notice": RiskText(
        M,
        W(
            "Renovación automática sin decir cómo evitarla",
            "El contrato se renueva solo y no fija con cuánta anticipación se puede decir que no.",
            "Pide un plazo de aviso claro para no renovar.",
        ),
        W(
            "Automatic renewal with no way out stated",
            "The contract renews by itself and does not say how long before one may decline.",
            "Ask for a clear notice period to decline the renewal.",
        ),
    ),
    "foreign-jurisdiction": RiskText(
        H,
        W(
            "Ley o tribunales fuera de México",
            "Un pleito se resolvería fuera ({place}), con abogados y viajes que suelen costar más que el asunto.",
            "Pide leyes mexicanas y los tribunales de tu domicilio, o un arbitraje con sede en México.",
        ),
        W(
            "Law or courts outside Mexico",
            "A dispute would be settled abroad ({place}), with lawyers and travel that often cost more than the "
            "matter is worth.",
            "Ask for Mexican law and the courts of your domicile, or arbitration seated in Mexico.",
        ),
    ),
    "ip-without-pay": RiskText(
        H,
        W(
            "Cesión de propiedad intelectual sin pago",
            "Lo que se desarrolle pasa a la otra parte sin remuneración adicional.",
            "Pide que la cesión ocurra sólo contra el pago completo y conserva lo que ya era tuyo.",
        ),
        W(
            "Intellectual property assigned without pay",
            "What is created goes to the other side without further consideration.",
            "Ask that the assignment happens only against full payment, and keep what was yours before.",
        ),
    ),
    "ip-assignment": RiskText(
        M,
        W(
            "Transmisión de propiedad intelectual",
            "La propiedad de lo que se cree cambia de manos{bearer}; revisa que también cubra lo que ya existía.",
            "Limita la cesión a lo creado para este contrato y contra el pago completo.",
        ),
        W(
            "Intellectual property changes hands",
            "Ownership of what is created moves{bearer}; check whether it reaches what existed before.",
            "Limit the assignment to what is made for this contract, against full payment.",
        ),
    ),
    "high-penalty": RiskText(
        H,
        W(
            "Pena convencional muy alta",
            "Una pena de {percent} % pesa más que la utilidad normal de un trabajo; lo habitual no pasa de {limit} %.",
            "Pide que baje, que tenga un tope y que aplique sólo a la parte incumplida.",
        ),
        W(
            "Very high penalty",
            "A penalty of {percent}% outweighs the usual margin of a job; {limit}% is the usual upper end.",
            "Ask for a lower one, with a cap, and only on the part that was not fulfilled.",
        ),
    ),
    "long-payment": RiskText(
        M,
        W(
            "Pago a muy largo plazo",
            "Cobrar a {wait} obliga a financiar a la otra parte; lo habitual no pasa de {limit} días.",
            "Pide un plazo más corto o un anticipo, e intereses si se atrasa.",
        ),
        W(
            "Very long time to pay",
            "Being paid after {wait} means financing the other side; {limit} days is the usual upper end.",
            "Ask for a shorter term or an advance, and interest on late payment.",
        ),
    ),
    "high-interest": RiskText(
        M,
        W(
            "Interés moratorio muy alto",
            "{percent} % al mes multiplica la deuda en poco tiempo.",
            "Pide una tasa ligada a la TIIE o un porcentaje anual razonable.",
        ),
        W(
            "Very high default interest",
            "{percent}% a month multiplies the debt in little time.",
            "Ask for a rate tied to a reference rate, or a reasonable yearly one.",
        ),
    ),
    "unilateral-change": RiskText(
        M,
        W(
            "Una parte puede cambiar el contrato por sí sola",
            "Lo pactado puede cambiar sin acuerdo de ambas partes.",
            "Pide que toda modificación sea por escrito y firmada por las dos partes.",
        ),
        W(
            "One party may change the contract alone",
            "What was agreed can change without both parties' consent.",
            "Ask that every change be in writing and signed by both.",
        ),
    ),
    "unilateral-price": RiskText(
        M,
        W(
            "Una parte puede subir el precio",
            "El precio puede aumentar sin que la otra parte lo acepte.",
            "Liga los ajustes a un índice público, como el INPC, y con aviso previo.",
        ),
        W(
            "One party may raise the price",
            "The price may rise without the other side's consent.",
            "Tie changes to a public index, with prior notice.",
        ),
    ),
    "non-compete": RiskText(
        M,
        W(
            "Prohibición de competir",
            "Limita a quién se puede vender o para quién se puede trabajar{bearer}.",
            "Acótala en tiempo, territorio y clientes concretos, o pide una compensación.",
        ),
        W(
            "Non-compete",
            "It limits whom one may sell to or work for{bearer}.",
            "Narrow it in time, territory and named customers, or ask to be paid for it.",
        ),
    ),
    "exclusivity": RiskText(
        M,
        W(
            "Exclusividad",
            "Impide trabajar con otros proveedores o clientes{bearer}.",
            "Acótala en tiempo y producto, y liga la exclusividad a un volumen garantizado.",
        ),
        W(
            "Exclusivity",
            "It keeps one from working with other suppliers or customers{bearer}.",
            "Narrow it in time and product, and tie it to a guaranteed volume.",
        ),
    ),
    "minimum-commitment": RiskText(
        M,
        W(
            "Compra o pago mínimo obligatorio",
            "Hay que comprar o pagar aunque no se necesite.",
            "Pide que el mínimo se ajuste a la demanda o que sólo cause perder el descuento.",
        ),
        W(
            "Minimum commitment",
            "One must buy or pay even without need.",
            "Ask that the minimum follows demand, or that missing it only costs the discount.",
        ),
    ),
    "free-assignment": RiskText(
        M,
        W(
            "La otra parte puede ceder el contrato sin permiso",
            "Puedes terminar obligado con alguien que no elegiste.",
            "Pide que toda cesión requiera consentimiento previo y por escrito.",
        ),
        W(
            "Assignment without consent",
            "You may end up bound to someone you did not choose.",
            "Ask that any assignment need prior written consent.",
        ),
    ),
    "waived-claims": RiskText(
        M,
        W(
            "Renuncia a reclamar",
            "Se renuncia por adelantado a acciones o reclamaciones.",
            "Elimínala o limítala a lo que ya se conoce y se pagó.",
        ),
        W(
            "Claims waived",
            "Actions or claims are given up in advance.",
            "Strike it, or limit it to what is already known and paid.",
        ),
    ),
    "amount-mismatch": RiskText(
        H,
        W(
            "El importe en número y en letra no coinciden",
            "Es la primera causa de pleito sobre el precio: el número y la letra dicen cosas distintas.",
            "Corrige el importe antes de firmar.",
        ),
        W(
            "The amount in figures and in words differ",
            "This is a classic cause of disputes over the price: figures and words say different things.",
            "Correct the amount before signing.",
        ),
    ),
    "blanks": RiskText(
        M,
        W(
            "Hay espacios en blanco",
            "Un contrato firmado con huecos puede llenarse después con otros datos.",
            "Llena o cancela cada espacio antes de firmar.",
        ),
        W(
            "There are blanks",
            "A contract signed with blanks can be filled in later.",
            "Fill in or strike out each blank before signing.",
        ),
    ),
    "indefinite-term": RiskText(
        L,
        W(
            "Plazo indefinido",
            "El contrato no tiene fecha de término.",
            "Fija un plazo o una salida con aviso para ambas partes.",
        ),
        W(
            "Indefinite term",
            "The contract has no end date.",
            "Set a term, or a way out with notice for both parties.",
        ),
    ),
}
