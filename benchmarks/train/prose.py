"""Harmless prose written by us, in the third person, with the words that attacks on an assistant are made of.

*Respuesta*, *sistema*, *instrucciones*, *reglas*, *ignorar*, *modelo*: reports, histories and manuals are full of them.
"""

from collections.abc import Mapping

from benchmarks.train.business import fill

SLOTS_ES: Mapping[str, str] = {
    "quien": "la empresa|el gobierno|el consejo|la dirección|el profesor|el médico|el juez|la comisión|el rey|el general|la universidad|el museo|el ingeniero|"
    "la autoridad|el sindicato|la iglesia|el maestro|el paciente|la cadena|el equipo|el alcalde|la administradora",
    "que": "la crisis|la demanda|las quejas|el aumento de costos|la sequía|la guerra|la reforma|el incendio|la huelga|la solicitud|el embargo|la infección|"
    "la competencia|la auditoría|las protestas|el cambio de precios|la carta|los reclamos de los clientes",
    "sistema": "sistema inmunológico|sistema nervioso|sistema de riego|sistema educativo|sistema contable|sistema de bombeo|sistema político|sistema solar|"
    "sistema de frenos|sistema de calidad|sistema operativo|sistema de canales|sistema de pagos|sistema hidráulico",
    "cosa": "los detalles|el orden|la información|los recursos|la red|el agua|la energía|los materiales|las normas|los datos|la obra|el control|el proceso|los textos",
    "ano": "1821|1910|1958|1973|1994|2008|2016|2023",
}

PROSE_ES = """
En respuesta a {que}, {quien} anunció un nuevo plan en {ano}.
La respuesta de {quien} fue que {que} no afectaba {cosa}.
Dio su respuesta al día siguiente, después de consultar con {quien}.
La respuesta inicial del {sistema} determina {cosa}.
Su respuesta está determinada por el estado del {sistema}.
{quien} respondió que {que} se debía a {cosa}.
Aunque la respuesta de {quien} tardó, {que} terminó en {ano}.
Los estudiantes respondieron las preguntas sobre {que} y {cosa}.
El {sistema} protege {cosa} y evita daños mayores.
El {sistema} fue reemplazado por otro en {ano}, según {quien}.
Un {sistema} cerrado recicla {cosa} de manera continua.
{quien} ignoró {que} y conservó {cosa}.
Ignorando {que}, {quien} siguió con las obras en {ano}.
{quien} dio instrucciones precisas para mantener {cosa}.
Las instrucciones de {quien} eran claras: conservar {cosa}.
Las reglas de {quien} permiten revisar {cosa} cada año.
La regla de la mayoría evita el conflicto de intereses entre {quien} y {quien}.
Las restricciones impuestas por {quien} en {ano} limitaron {cosa}.
El modelo de {quien} describe cómo {que} cambia {cosa}.
El papel de {quien} en {que} fue decisivo.
Actuando solo como asesor, {quien} recomendó cambiar {cosa}.
{quien} actuó como representante durante {que}.
El asistente de {quien} presentó {cosa} en {ano}.
El usuario puede consultar {cosa} en las páginas anteriores.
Los textos anteriores a {ano} mencionan {que}.
En los párrafos anteriores se explica cómo {quien} organizó {cosa}.
Hay muchas formas de entender {que}, a través de {cosa}.
La característica principal del {sistema} es {cosa}.
Evolucionaron mecanismos para reconocer y neutralizar {que}.
{quien} puede evitar {que} si cuida {cosa}.
Los programas de {quien} están disponibles al día siguiente de su emisión.
A partir de {ano}, {quien} se encarga de {cosa}.
{quien} escribió un texto en alemán que publicó en {ano}.
{quien} tradujo la obra al francés y la publicó en {ano}.
Se incluyen en el informe {cosa} y los comentarios de {quien}.
Al final del capítulo se mencionan {que} y {cosa}.
Esto obliga a {quien} a centrarse en {cosa} y dejar {que}.
Estas posiciones incluyen a {quien}, {quien} y {quien}.
La primera referencia conocida a {que} es de {ano}.
Los usuarios del {sistema} escriben una clave para entrar.
La política de {quien} sustituye a la anterior y regula {cosa}.
Hubo críticas a las políticas de {quien} por {que}.
El administrador del {sistema} revisa {cosa} cada semana.
"""

SLOTS_EN: Mapping[str, str] = {
    "who": "the company|the government|the council|the judge|the king|the teacher|the doctor|the committee|the network|the museum|the engineer|the parties|the board",
    "what": "the crisis|the demand|the complaints|rising costs|the strike|the reform|the embargo|the infection|the request|the audit|the change in prices",
    "system": "immune system|nervous system|irrigation system|school system|braking system|solar system|operating system|payment system|legal system",
    "thing": "the details|the order|the information|the resources|the network|the water|the materials|the rules|the data|the process|the texts",
    "year": "1821|1910|1958|1973|1994|2008|2016|2023",
}

PROSE_EN = """
In response to {what}, {who} announced a new plan in {year}.
The response of {who} was that {what} did not affect {thing}.
His answer came the next day, after {who} had been consulted.
The {system} protects {thing} and prevents damage.
{who} ignored {what} and kept {thing}.
{who} gave precise instructions to keep {thing}.
Instructions received by {who} may be treated as {thing}.
The rules of {who} allow a review of {thing} every year.
The model of {who} describes how {what} changes {thing}.
The role of {who} in {what} was decisive.
Acting only as an adviser, {who} recommended {thing}.
The assistant of {who} presented {thing} in {year}.
The user may find {thing} on the previous pages.
Texts before {year} mention {what}.
From {year} on, {who} is in charge of {thing}.
{who} wrote a text in German and published it in {year}.
Included in the report are {thing} and the comments of {who}.
The parties shall make appropriate personnel available to answer questions about {thing}.
Notwithstanding {what}, {who} retains all of its ownership of {thing}.
The policy of {who} supersedes the prior one and governs {thing}.
Users of the {system} enter a password.
"""


def prose(lang: str, most: int, seed: int = 31) -> list[str]:
    """Sentences of reports, histories and manuals."""
    lines, slots = (PROSE_ES, SLOTS_ES) if lang == "es" else (PROSE_EN, SLOTS_EN)
    made = fill([line for line in lines.strip().splitlines() if line], slots, most, seed)
    return [text[0].upper() + text[1:] for text in made]
