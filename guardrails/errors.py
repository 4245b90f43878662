"""Every exception of Arriero, in one tree.

::

    ArrieroError
    ├── InvalidInput                     what came in can't be used; 4xx, exit code 1
    │   ├── UnreadableFile
    │   │   ├── EmptyFile · FileTooLarge · UnsupportedFile · CorruptFile
    │   │   └── PasswordProtected · ScannedDocument · UnknownEncoding
    │   ├── EmptyText · TextTooLong
    │   ├── MissingColumn · MissingDates · TooLittleHistory
    │   ├── NotAContract
    │   ├── EditingRefused
    │   └── InvalidRequest
    ├── NotFound · Conflict · DataDirectoryInUse · NotAllowed · Unauthenticated
    ├── Blocked                          the gate did not let a text pass
    ├── NoVerdict                        no guard answered: nothing passes
    ├── ToolUnavailable
    │   └── WebSearchOff · WebSearchFailed
    ├── ModelError                       the language model failed: the embedded twin answers
    │   └── ModelUnavailable · TruncatedStream · InvalidResult
    ├── HeavyWorkFailed                  a child process died
    └── SettingsError
        └── PortTaken

Each class states, in both languages, what is wrong and what to do next; ``error.say("es")`` fills in the facts.
"""

import re
from typing import ClassVar, Literal

Language = Literal["es", "en"]


class ArrieroError(Exception):
    """Root of the tree. Keyword arguments are the facts that the sentences name."""

    status: ClassVar[int] = 500
    es: ClassVar[str] = "Algo falló dentro de Arriero. Vuelve a intentarlo; si se repite, corre `arriero doctor`."
    en: ClassVar[str] = "Something failed inside Arriero. Try again; if it repeats, run `arriero doctor`."

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.say("en"))

    def say(self, language: Language) -> str:
        """The sentence for a person."""
        return (self.es if language == "es" else self.en).format(**self.facts)

    @property
    def code(self) -> str:
        """Name of the problem type in kebab case: ``scanned-document``."""
        return re.sub(r"(?<!^)(?=[A-Z])", "-", type(self).__name__).lower()

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.facts)


def _rebuild(kind: type[ArrieroError], facts: dict[str, object]) -> ArrieroError:
    """Keyword-only exceptions do not cross a process border by themselves."""
    return kind(**facts)


class InvalidInput(ArrieroError):
    status = 422
    es = "No se puede usar lo que llegó: {reason}"
    en = "What came in cannot be used: {reason}"


class InvalidRequest(InvalidInput):
    status = 400


class UnreadableFile(InvalidInput):
    es = "No se pudo leer «{name}»: {reason}"
    en = "“{name}” could not be read: {reason}"


class EmptyFile(UnreadableFile):
    es = "«{name}» está vacío. Revisa que se haya guardado y vuelve a subirlo."
    en = "“{name}” is empty. Check that it was saved, and upload it again."


class FileTooLarge(UnreadableFile):
    status = 413
    es = "«{name}» pesa {megabytes} MB y el límite es {limit} MB. Divídelo o sube el límite (ARRIERO_MAX_FILE_MB)."
    en = "“{name}” is {megabytes} MB and the limit is {limit} MB. Split it or raise the limit (ARRIERO_MAX_FILE_MB)."


class UnsupportedFile(UnreadableFile):
    status = 415
    es = "«{name}» no es de un tipo que se lea aquí. Se leen: PDF, DOCX, XLSX, CSV, MD, HTML, TXT, EML y CFDI (XML)."
    en = "“{name}” is not of a kind read here. Read are: PDF, DOCX, XLSX, CSV, MD, HTML, TXT, EML and CFDI (XML)."


class CorruptFile(UnreadableFile):
    es = "«{name}» está dañado y no se puede abrir. Ábrelo en su programa, guárdalo de nuevo y vuelve a subirlo."
    en = "“{name}” is damaged and cannot be opened. Open it in its program, save it again and upload it once more."


class PasswordProtected(UnreadableFile):
    es = "«{name}» está protegido con contraseña. Guarda una copia sin contraseña y súbela."
    en = "“{name}” is protected by a password. Save a copy without it and upload that."


class ScannedDocument(UnreadableFile):
    es = "«{name}» es un escaneo: sus páginas son imágenes sin texto. Pásalo por un OCR o pide el original y súbelo."
    en = (
        "“{name}” is a scan: its pages are images without text. Run OCR on it or ask for the original, and upload that."
    )


class UnknownEncoding(UnreadableFile):
    es = "No se reconoce la codificación de «{name}». Guárdalo como UTF-8 y vuelve a subirlo."
    en = "The encoding of “{name}” is not recognised. Save it as UTF-8 and upload it again."


class EmptyText(InvalidInput):
    es = "No hay texto. Escribe lo que necesitas y envíalo de nuevo."
    en = "There is no text. Write what you need and send it again."


class TextTooLong(InvalidInput):
    status = 413
    es = "El texto tiene {length} caracteres y el límite es {limit}. Acórtalo o súbelo como archivo."
    en = "The text has {length} characters and the limit is {limit}. Shorten it or upload it as a file."


class MissingColumn(InvalidInput):
    es = "En «{name}» no se encontró la columna de {column}. Nombra así una columna en la primera fila de la tabla."
    en = "No column for {column} was found in “{name}”. Give a column that name in the table's first row."


class MissingDates(InvalidInput):
    es = "La hoja «{name}» no tiene fechas: hace falta una columna de fecha o semana para pronosticar."
    en = "The sheet “{name}” has no dates: a column of dates or weeks is needed to forecast."


class TooLittleHistory(InvalidInput):
    es = "«{name}» tiene {periods} periodos con ventas; para pronosticar hacen falta al menos {needed}."
    en = "“{name}” has {periods} periods with sales; at least {needed} are needed to forecast."


class NotAContract(InvalidInput):
    es = "«{name}» no parece un contrato: no se hallaron partes ni cláusulas. Sube el contrato en PDF, DOCX o texto."
    en = "“{name}” does not look like a contract: no parties or clauses were found. Upload it as PDF, DOCX or text."


class EditingRefused(InvalidInput):
    es = "Todavía no se editan libros existentes, para no perder nada de «{name}». Puedo escribir uno nuevo con los datos."
    en = "Existing workbooks are not edited yet, so that nothing in “{name}” is lost. I can write a new one with the data."


class NotFound(ArrieroError):
    status = 404
    es = "No existe {what}. Revisa el identificador en la lista."
    en = "There is no {what}. Check the id in the list."


class Conflict(ArrieroError):
    status = 409
    es = "{what} está en uso. Espera a que termine y vuelve a intentarlo."
    en = "{what} is busy. Wait until it ends and try again."


class DataDirectoryInUse(Conflict):
    es = "La carpeta de datos {path} la usa otro proceso de Arriero. Ciérralo o usa otra con ARRIERO_DATA_DIR."
    en = "Another Arriero process uses the data directory {path}. Stop it, or use another one with ARRIERO_DATA_DIR."


class Unauthenticated(ArrieroError):
    status = 401
    es = "Falta una clave de API válida. Envíala en el encabezado x-api-key."
    en = "A valid API key is missing. Send it in the header x-api-key."


class NotAllowed(ArrieroError):
    status = 403
    es = "No tienes permiso para esto: {reason}"
    en = "You are not allowed to do this: {reason}"


class Blocked(ArrieroError):
    status = 422
    es = "Eso no lo puedo atender: {reason}. Si es un error, dilo con otras palabras."
    en = "I cannot help with that: {reason}. If that is a mistake, put it in other words."


class NoVerdict(ArrieroError):
    status = 503
    es = "Ningún guardián respondió, y sin su visto bueno nada pasa. Vuelve a intentarlo en un momento."
    en = "No guard answered, and nothing passes without its verdict. Try again in a moment."


class ToolUnavailable(ArrieroError):
    status = 503
    es = "La herramienta {tool} no está disponible ahora. Vuelve a intentarlo más tarde."
    en = "The tool {tool} is not available now. Try again later."


class WebSearchOff(ToolUnavailable):
    es = "La búsqueda en la web está apagada. Se enciende con ARRIERO_WEB_SEARCH=true; entonces las preguntas salen a la red."
    en = "Web search is off. ARRIERO_WEB_SEARCH=true turns it on; questions then go out to the network."


class WebSearchFailed(ToolUnavailable):
    es = "No se pudo buscar en la web: no hay conexión o el buscador no respondió. Vuelve a intentarlo más tarde."
    en = "The web could not be searched: no connection, or the search engine did not answer. Try again later."


class ModelError(ArrieroError):
    status = 502
    es = "El modelo de lenguaje falló: {reason}"
    en = "The language model failed: {reason}"


class ModelUnavailable(ModelError):
    status = 503


class TruncatedStream(ModelError):
    es = "El modelo se cortó a mitad de la respuesta."
    en = "The model was cut off in the middle of its answer."


class InvalidResult(ModelError):
    es = "El modelo no dio un resultado válido para {task}."
    en = "The model gave no valid result for {task}."


class HeavyWorkFailed(ArrieroError):
    es = "El cálculo se interrumpió. Vuelve a intentarlo con menos datos o revisa la memoria libre."
    en = "The computation was interrupted. Try again with less data, or check the free memory."


class SettingsError(ArrieroError):
    es = "La configuración no es válida: {reason}"
    en = "The settings are not valid: {reason}"


class PortTaken(SettingsError):
    es = "El puerto {port} ya está ocupado. Usa otro: `arriero serve --port 8001` o `ARRIERO_PORT=8001 make serve`."
    en = "Port {port} is taken. Use another one: `arriero serve --port 8001` or `ARRIERO_PORT=8001 make serve`."
