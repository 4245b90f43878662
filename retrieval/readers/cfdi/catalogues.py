"""Labels of SAT's catalogues (Anexo 20, CFDI 4.0) for the codes that small companies meet."""

TYPES = {"I": "Ingreso", "E": "Egreso", "T": "Traslado", "N": "Nómina", "P": "Pago"}
"""c_TipoDeComprobante."""

DOCUMENTS = {
    "I": "Factura", "E": "Nota de crédito", "T": "Comprobante de traslado", "N": "Recibo de nómina",
    "P": "Recibo electrónico de pago",
}  # fmt: skip
"""What people call a CFDI of each type."""

PAYMENT_METHODS = {
    "PUE": "Pago en una sola exhibición",
    "PPD": "Pago en parcialidades o diferido",
    "PIP": "Pago inicial y parcialidades",
}
"""c_MetodoPago."""

PAYMENT_FORMS = {
    "01": "Efectivo", "02": "Cheque nominativo", "03": "Transferencia electrónica de fondos",
    "04": "Tarjeta de crédito", "05": "Monedero electrónico", "06": "Dinero electrónico", "08": "Vales de despensa",
    "12": "Dación en pago", "13": "Pago por subrogación", "14": "Pago por consignación", "15": "Condonación",
    "17": "Compensación", "23": "Novación", "24": "Confusión", "25": "Remisión de deuda",
    "26": "Prescripción o caducidad", "27": "A satisfacción del acreedor", "28": "Tarjeta de débito",
    "29": "Tarjeta de servicios", "30": "Aplicación de anticipos", "31": "Intermediario pagos", "99": "Por definir",
}  # fmt: skip
"""c_FormaPago."""

USES = {
    "G01": "Adquisición de mercancías", "G02": "Devoluciones, descuentos o bonificaciones", "G03": "Gastos en general",
    "I01": "Construcciones", "I02": "Mobiliario y equipo de oficina por inversiones", "I03": "Equipo de transporte",
    "I04": "Equipo de cómputo y accesorios", "I05": "Dados, troqueles, moldes, matrices y herramental",
    "I06": "Comunicaciones telefónicas", "I07": "Comunicaciones satelitales", "I08": "Otra maquinaria y equipo",
    "D01": "Honorarios médicos, dentales y gastos hospitalarios",
    "D02": "Gastos médicos por incapacidad o discapacidad",
    "D03": "Gastos funerales", "D04": "Donativos", "D05": "Intereses reales por créditos hipotecarios",
    "D06": "Aportaciones voluntarias al SAR", "D07": "Primas por seguros de gastos médicos",
    "D08": "Gastos de transportación escolar obligatoria", "D09": "Depósitos en cuentas para el ahorro",
    "D10": "Pagos por servicios educativos (colegiaturas)", "S01": "Sin efectos fiscales", "CP01": "Pagos",
    "CN01": "Nómina", "P01": "Por definir",
}  # fmt: skip
"""c_UsoCFDI."""

REGIMES = {
    "601": "General de Ley Personas Morales", "603": "Personas Morales con Fines no Lucrativos",
    "605": "Sueldos y Salarios e Ingresos Asimilados a Salarios", "606": "Arrendamiento",
    "607": "Régimen de Enajenación o Adquisición de Bienes", "608": "Demás ingresos",
    "610": "Residentes en el Extranjero sin Establecimiento Permanente en México",
    "611": "Ingresos por Dividendos (socios y accionistas)",
    "612": "Personas Físicas con Actividades Empresariales y Profesionales", "614": "Ingresos por intereses",
    "615": "Régimen de los ingresos por obtención de premios", "616": "Sin obligaciones fiscales",
    "620": "Sociedades Cooperativas de Producción que optan por diferir sus ingresos", "621": "Incorporación Fiscal",
    "622": "Actividades Agrícolas, Ganaderas, Silvícolas y Pesqueras", "623": "Opcional para Grupos de Sociedades",
    "624": "Coordinados", "625": "Actividades Empresariales con ingresos a través de Plataformas Tecnológicas",
    "626": "Régimen Simplificado de Confianza", "628": "Hidrocarburos",
    "629": "De los Regímenes Fiscales Preferentes y de las Empresas Multinacionales",
    "630": "Enajenación de acciones en bolsa de valores",
}  # fmt: skip
"""c_RegimenFiscal."""

TAXES = {"001": "ISR", "002": "IVA", "003": "IEPS"}
"""c_Impuesto."""

RELATIONS = {
    "01": "Nota de crédito de los documentos relacionados", "02": "Nota de débito de los documentos relacionados",
    "03": "Devolución de mercancía sobre facturas o traslados previos", "04": "Sustitución de los CFDI previos",
    "05": "Traslados de mercancías facturados previamente", "06": "Factura generada por los traslados previos",
    "07": "CFDI por aplicación de anticipo", "08": "Factura generada por pagos en parcialidades",
    "09": "Factura generada por pagos diferidos",
}  # fmt: skip
"""c_TipoRelacion."""

UNITS = {
    "H87": "Pieza", "EA": "Elemento", "E48": "Unidad de servicio", "ACT": "Actividad", "KGM": "Kilogramo",
    "GRM": "Gramo", "TNE": "Tonelada", "LTR": "Litro", "MLT": "Mililitro", "MTR": "Metro", "MTK": "Metro cuadrado",
    "MTQ": "Metro cúbico", "CMT": "Centímetro", "XBX": "Caja", "XPK": "Paquete", "XBG": "Bolsa", "XRO": "Rollo",
    "XUN": "Unidad", "XKI": "Kit", "SET": "Conjunto", "PR": "Par", "DPC": "Docena de piezas", "HUR": "Hora",
    "DAY": "Día", "MON": "Mes", "ANN": "Año", "E51": "Trabajo", "A9": "Tarifa", "KWH": "Kilowatt hora",
    "C62": "Uno", "GLL": "Galón", "LBR": "Libra", "XPX": "Tarima", "XBO": "Botella", "XCR": "Cajón", "MIL": "Millar",
}  # fmt: skip
"""c_ClaveUnidad."""

MONTHS = {
    "01": "Enero", "02": "Febrero", "03": "Marzo", "04": "Abril", "05": "Mayo", "06": "Junio", "07": "Julio",
    "08": "Agosto", "09": "Septiembre", "10": "Octubre", "11": "Noviembre", "12": "Diciembre",
    "13": "Enero-Febrero", "14": "Marzo-Abril", "15": "Mayo-Junio", "16": "Julio-Agosto", "17": "Septiembre-Octubre",
    "18": "Noviembre-Diciembre",
}  # fmt: skip
"""c_Meses, of a global invoice."""

PAYROLL_FREQUENCIES = {
    "01": "Diario", "02": "Semanal", "03": "Catorcenal", "04": "Quincenal", "05": "Mensual", "06": "Bimestral",
    "07": "Unidad obra", "08": "Comisión", "09": "Precio alzado", "10": "Decenal", "99": "Otra periodicidad",
}  # fmt: skip
"""c_PeriodicidadPago."""


def labelled(catalogue: dict[str, str], code: str | None) -> str:
    """``03 – Transferencia electrónica de fondos``; the bare code when it is not in the catalogue."""
    if not code:
        return ""
    label = catalogue.get(code)
    return f"{code} – {label}" if label else code
