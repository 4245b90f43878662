"""The words of questions about rows, in two languages, folded: what carries no meaning, what asks for which column."""

import re

from retrieval.row_columns import Role

STOP = frozenset(
    """
    a al algo algun alguna algunas alguno algunos ante aqui asi aun aunque bien cada casi como con cual cuales
    cualquier cuando cuanta cuantas cuanto cuantos de del desde donde durante e el ella ellas ellos en entonces
    entre era eran es esa esas ese eso esos esta estaba estaban estado estamos estan estar estas este esto estos
    estoy fue fueron fui ha haber habia han has hasta hay haya he hemos hubo la las le les lo los mas me mi mia
    mias mio mios mis mucho mucha muchos muchas muy nada ni ningun ninguna ninguno no nos nosotros nuestra
    nuestras nuestro nuestros o os otra otras otro otros para pero por porque pues puede puedes pueden puedo que
    quien quienes se sea sean segun ser sera si sido siempre sin sino sobre solo son soy su sus tal tambien
    tampoco tan tanto te tenemos tener tengo ti tiene tienen tenia tenian todo toda todos todas tu tus u un una
    unas uno unos usted ustedes va van vamos voy y ya yo ud uds oye hola buenas buenos dias tardes noches
    gracias favor porfa porfavor porfis please pls hey amigo dime dinos dame danos decir decirme dices digas
    dijo muestra muestrame mostrar ensename ayuda ayudame ayudar podrias podria puedas quiero quisiera queria
    necesito necesitamos saber sabes ver checar checa checame revisa revisame busca buscame encontrar consulta
    consultar explica indica indicame dar das tienes tenga hace hacer haces hicimos hice hizo hicieron
    exactamente actualmente ahora ahorita hoy actual actuales aproximadamente exacto exacta cierto favor bueno
    oiga mira total totales global general monto importe dinero lana varo varos pesos peso mxn cantidad cifra
    suma valor numero valores empresa compania negocio nosotros registro registros registrado registrados
    registrada registradas reporta dato datos archivo archivos excel hoja tabla documento documentos sistema
    base libro csv xml cfdi cfdis informacion info trae traen contiene contienen viene vienen cabe caben
    manejamos manejan maneja manejo ofrecemos ofrece existen existe aparece aparecen trabajan trabaja contamos
    cuento corresponde llevamos llevo lleva llevan salio salieron quedo quedaron paso hubiera realizamos realizo
    realizaron tuvo tuvimos tuvieron vale ok real realmente ultimamente periodo lista listado listame enlista
    detalle detalles desglose respecto tipo segun the of and an for to in on at by with from is are was were be
    been do does did done have has had i you we they he she it my our your his her its their me us them this
    that these those there what which who whom how much many when where why can could would should will shall
    tell show give list find please get got any all some each every so far than then there about into over under
    not no yes or if total amount number value currently now our company business records data file sheet
    """.split()
)
"""Words that a table need not explain."""

FAMILIES: dict[str, str] = {
    "venta": "vent vend sold sale sell revenue",
    "compra": "compr purchas bought buy",
    "gasto": "gast spend spent expens egreso",
    "factura": "factur invoic cfdi billed billing",
    "pago": "pago pagos pague pagam pagar paid payment abon cobranz",
    "ticket": "ticket incidenc queja reclam issue",
    "cliente": "client customer",
    "proveedor": "proveed supplier vendor surt provee",
    "empleado": "emplead personal staff employee colaborador nomina plantilla",
    "pedido": "pedid orden order",
    "inventario": "inventari stock existenc almacen disponib",
    "devolucion": "devol devuel return",
    "producto": "product articul sku item mercanc",
    "precio": "precio cuest price tarifa cotiza",
    "cotizacion": "cotizac quote presupuest",
    "entrega": "entreg deliver tard lead",
    "envio": "envio shipp flete paquet",
    "garantia": "garant warrant",
    "descuento": "descuent discount rebaj",
    "categoria": "categor rubro",
    "resolucion": "resolv resuel resoluc solved solution soluc",
    "sucursal": "sucursal tienda branch store",
    "vendedor": "vendedor salesperson ejecutiv",
    "costo": "costo coste",
    "ingreso": "ingreso entro contrat hired joined",
    "sueldo": "sueld salari gana ganan salary earn wage",
    "puesto": "puesto cargo position role",
    "telefono": "telefon phone celular whatsapp",
    "correo": "correo email mail",
    "direccion": "direccion domicilio address",
    "contacto": "contact",
    "vencimiento": "venc expir caduc",
}
"""Words that mean one thing to a table's name or header, by how they begin."""

WEAK_STOCK = r"hay|tenemos|tengo|do (?:we|i) have|are there"
"""Asks for the stock when a product is named."""

UNITS = frozenset(
    """
    unidad unidades pieza piezas pza pzas kilo kilos kg litro litros caja cajas paquete paquetes bolsa bolsas
    tonelada toneladas frasco frascos botella botellas costal costales bulto bultos metro metros par pares
    docena docenas units unit pieces piece boxes box bottles bags kilograms liters
    """.split()
)
"""What goods are counted in."""

NOUN_ROLES: dict[str, tuple[Role, ...]] = {
    "cliente": (Role.CUSTOMER, Role.PARTY),
    "clienta": (Role.CUSTOMER, Role.PARTY),
    "customer": (Role.CUSTOMER, Role.PARTY),
    "client": (Role.CUSTOMER, Role.PARTY),
    "comprador": (Role.CUSTOMER, Role.PARTY),
    "proveedor": (Role.SUPPLIER, Role.PARTY),
    "supplier": (Role.SUPPLIER, Role.PARTY),
    "vendor": (Role.SUPPLIER, Role.PARTY),
    "producto": (Role.PRODUCT, Role.CODE),
    "articulo": (Role.PRODUCT, Role.CODE),
    "product": (Role.PRODUCT, Role.CODE),
    "item": (Role.PRODUCT, Role.CODE),
    "sku": (Role.CODE, Role.PRODUCT),
    "servicio": (Role.PRODUCT,),
    "categoria": (Role.CATEGORY,),
    "category": (Role.CATEGORY,),
    "familia": (Role.CATEGORY,),
    "linea": (Role.CATEGORY,),
    "rubro": (Role.CATEGORY,),
    "concepto": (Role.PRODUCT, Role.CATEGORY),
    "tipo": (Role.CATEGORY,),
    "canal": (Role.CATEGORY,),
    "sucursal": (Role.PLACE,),
    "tienda": (Role.PLACE,),
    "ciudad": (Role.PLACE,),
    "almacen": (Role.PLACE,),
    "bodega": (Role.PLACE,),
    "region": (Role.PLACE,),
    "branch": (Role.PLACE,),
    "store": (Role.PLACE,),
    "city": (Role.PLACE,),
    "zona": (Role.PLACE,),
    "vendedor": (Role.PERSON,),
    "vendedora": (Role.PERSON,),
    "empleado": (Role.PERSON,),
    "empleada": (Role.PERSON,),
    "agente": (Role.PERSON,),
    "tecnico": (Role.PERSON,),
    "responsable": (Role.PERSON,),
    "employee": (Role.PERSON,),
    "agent": (Role.PERSON,),
    "persona": (Role.PERSON,),
    "estatus": (Role.STATUS,),
    "status": (Role.STATUS,),
}
"""Nouns (singular) that name a kind of thing, and the columns where it stands."""

SPAN_NOUNS: dict[str, str] = {
    "mes": "month",
    "month": "month",
    "semana": "week",
    "week": "week",
    "ano": "year",
    "year": "year",
    "trimestre": "quarter",
    "quarter": "quarter",
}

ROLE_SIGNS: tuple[tuple[Role, str], ...] = (
    (
        Role.LEAD_TIME,
        r"(?:plazos?|tiempos?|dias|semanas) (?:\w+ )?(?:de |para |en )?(?:entreg\w*|surti\w*|reposicion|"
        r"envio)|lead ?times?|"
        r"tardan?|demoran?|que tan rapido|en (?:entregar|surtir|llegar)\w*|delivery times?|how long (?:does|do)|"
        r"to deliver|how fast|"
        r"en cuanto(?:s dias)? (?:me |nos )?(?:entregan?|surten?)",
    ),
    (
        Role.STOCK,
        r"stock|existencias?|inventario|(?:me |nos )?quedan?|agotad[oa]s?|disponib\w+|en (?:almacen|bodega)|"
        r"on hand|in stock|are left|is left|left in",
    ),
    (
        Role.PRICE,
        r"precios?|cuestan?|costaria|car[oa]s?|barat[oa]s?|economic[oa]s?|expensive|cheap\w*|a como|"
        r"(?:cuanto|en cuanto|que) (?:valen?|salen?|sale|cobran?|cobramos)|en cuanto (?:esta|damos|vendemos)|"
        r"a cuanto|en cuanto (?:me |nos |te |le |les )?(?:queda\w*|sale\w*|saldria\w*|deja\w*)|"
        r"cuanto (?:me |nos |te |le |les )?(?:salen?|saldria\w*|cuestan?|costaria\w*)|"
        r"cuanto (?:pago|pagaria|es|son|seria|serian) (?:por |de )?(?=\d|una? (?:docena|par)|media docena|dos\b|"
        r"tres\b|cuatro\b|cinco\b|diez\b)|prices?|how much (?:is|are|does|do)(?! .{0,40}(?:invoic|spen|sell|bill|buy|owe))|cost of|tarifas?|"
        r"cotiza\w*",
    ),
    (Role.COST, r"costos?|costes?|nos cuesta|me cuesta|\bcosts?\b|unit cost"),
    (
        Role.TAX,
        r"\bivas?\b|ieps|\bisr\b|impuestos?(?: sobre la renta)?|\bvat\b|(?:income |excise )?tax(?:es)?\b|"
        r"retenciones|retencion|retuv\w+|reten(?:id[oa]s?|emos|er)\b|withh\w+|traslad\w+|acreditables?",
    ),
    (Role.DISCOUNT, r"descuentos?|discounts?|bonificac\w+"),
    (Role.QUANTITY, r"unidades|piezas|pzas|kilos|litros|cajas|units|pieces|volumen"),
    (
        Role.PLACE,
        r"donde (?:esta|estan|hay|se (?:encuentra|guarda)\w*)|en que (?:almacen|bodega|sucursal|tienda|"
        r"ubicacion|ciudad)|where (?:is|are)",
    ),
    (Role.BALANCE, r"saldos?|adeudos?|balances?"),
)
"""What asks for a column by its role."""

WITHOUT_TAX = (
    r"sin (?:el )?(?:iva|impuestos?)|antes de(?:l)? (?:iva|impuestos?)|mas iva|sub ?totales|sub ?total|netos?|"
    r"before (?:tax|vat)|without (?:tax|vat)|excluding (?:tax|vat)|\bnet\b|pre.?tax"
)
WITH_TAX = (
    r"con (?:el |su |todo e )?(?:iva|impuestos?)|(?:iva|impuestos?) incluidos?|including (?:tax|vat)|with (?:tax|vat)"
)

ISSUED = (
    r"(?<!me )(?<!nos )(?<!te )factur(?:e|amos|aba|abamos|aste|ado|ada|ando|acion|amos|ar)\b(?! (?:de|por) (?:mi |"
    r"nuestro )?proveedor)|(?:facturas?|cfdis?) (?:que )?(?:emitid\w+|emit\w+|expedi\w+|a (?:mis |los |"
    r"nuestros )?clientes?|de (?:venta|cliente)s?)|"
    r"traslad\w+|emiti\w*|emitidas?|expedi\w+|vend[ií]\w*|vendemos|ventas?|(?:les? |les he |le he )cobr(?:e|amos|"
    r"ado)\b|(?:me|nos) (?:ha |han )?compr\w+|compro\b|compraron|(?:ha|han) comprado|ingres(?:os?|amos)|"
    r"(?:me|nos) (?:ha |han )?(?:retuv\w+|retien\w+|reteni\w+)|withheld from (?:me|us)|"
    r"invoiced?(?! me| us)|billed(?! me| us)|billing|sold|sales|revenue|sell|notas? de credito"
)
RECEIVED = (
    r"(?:me|nos) (?:ha |han )?(?:factur\w+|cobr\w+|vend\w+|emit\w+|lleg\w+|mand\w+|envi\w+)|acreditables?|"
    r"(?:facturas?|cfdis?) (?:que )?(?:recibid\w+|recibi\w*|de (?:los |mis |nuestros )?proveedor(?:es)?|de compras?)|"
    r"recibid[oa]s|recibi(?:mos)?|(?<!me )(?<!nos )(?<!ha )(?<!han )compr(?:e|amos|ado|as?|aba)\b|"
    r"(?<!me )(?<!nos )(?:les? )?(?:retuv(?:e|imos)|retenemos|(?:he|hemos) retenido)\b|we withheld|"
    r"gast(?:e|amos|ado|os?|ando|aron)\b|(?:le|les) (?:he |hemos )?compr\w+|(?:hemos |he )?pag(?:ue|amos|ado)\b|"
    r"(?:invoiced|billed|charged) (?:me|us)|bought|buy|purchas\w+|spen[dt]\w*|expenses?|egresos?|received"
)
FACTURA = r"factur\w*|cfdis?|invoic\w*|bill(?:s|ed|ing)?\b|notas? de credito|credit notes?"
PAID = (
    r"(?:me|nos) (?:ha |han |ya )?(?:pag(?:o|aron|ado|a)|deposit\w+|abon\w+)\b|pagos? (?:que )?recib\w+|"
    r"complementos? de pago|payments? received|paid (?:me|us)|abonos?|cobranza"
)
PAID_OUT = (
    r"(?:le |les )?(?:hemos |he )?pag(?:ue|amos|ado)(?= a\b| al\b)|(?:le|les) (?:hemos |he )?pag(?:ue|amos|ado)|"
    r"pagos? (?:que )?(?:hechos?|realizados?|hicimos)|(?:we|i) paid"
)
UNPAID = (
    r"(?:pendientes?|falta|faltan|quedan?) (?:de |por )?(?:pag\w+|cobr\w+|liquid\w+)|por (?:cobrar|pagar)|(?:no|"
    r"aun no|todavia no|sin) (?:me |nos |se )?(?:han? |estan? |esta )?(?:pag\w+|cobr\w+|liquid\w+)|"
    r"(?:me|nos) (?:debe|deben|adeuda|adeudan)\b|(?:le |les )?(?:debo|debemos|adeudamos|adeudo)\b|"
    r"saldos? (?:pendientes?|insolut\w+)|vencidas? y no|unpaid|outstanding|owes?\b|not (?:been )?paid|"
    r"cuentas por (?:cobrar|pagar)|adeudos?"
)
PAYABLE = (
    r"por pagar|(?:le |les )?(?:debo|debemos|adeudamos)\b|(?:do )?(?:i|we) owe|to pay|payable|he(?:mos)? pagado|"
    r"me falta pagar|nos falta pagar|falta(?:n)? por pagar|no (?:he|hemos) pagado"
)
PAYROLL = r"nominas?|payroll|sueldos? timbrad\w+"
CREDIT_NOTES = r"notas? de credito|credit notes?|cfdis? de egreso|facturas? de egreso"

COUNT = r"cuant[oa]s|how many|numero de|number of|count of|conteo de"
HOW_MUCH = (
    r"cuanto|cuanta|how much|que (?:monto|importe|cantidad|total)|cual (?:es|fue|ha sido) (?:el |la )?(?:monto|"
    r"importe|total|suma)|monto|importe|total|suma(?:me)?"
)
AVERAGE = r"promedio|en promedio|\bmedia\b|average|\bmean\b|por lo regular"
GREATEST = (
    r"mas (?:alt\w+|grandes?|car[oa]s?|elevad\w+|costos\w+|fuertes?|larg\w+)|mayor(?:es)?|maxim[oa]s?|highest|"
    r"largest|biggest|most expensive|greatest|longest"
)
SMALLEST = (
    r"mas (?:baj\w+|pequen\w+|barat\w+|economic\w+|chic\w+|cort\w+|rapid\w+)|menor(?:es)?|minim[oa]s?|lowest|"
    r"smallest|cheapest|least expensive|shortest"
)
MOST = (
    r"(?:tienen?|tuvo|tuvieron|hubo|hizo|hicieron|recibi\w+|junt\w+|acumul\w+|concentr\w+|atend\w+|atiende\w*|"
    r"gener\w+|has|have|had|got) (?:mas|more|the most)(?= \w)(?! de\b)|mas vend\w+|(?:que |quien(?:es)? )?mas(?= (?:me |nos |le |les |se )?(?:vend|factur|compr|gast|pag|cobr|"
    r"ingres))|(?:factur|vend|compr|gast|pag|cobr)\w+ mas\b|con mas|mas (?:ventas|facturas|tickets|pedidos|ingresos|"
    r"compras|gastos|unidades|piezas|quejas|casos)|que mas|mejor(?:es)?|principal(?:es)?|top \d+|top|best.sell\w*|"
    r"most sold|sold (?:the )?most|the most|most frequent\w*|mas frecuentes?|mas comun(?:es)?|mas (?:me|"
    r"nos) (?:\w+)|best"
)
LEAST = (
    r"menos vend\w+|(?:que |quien(?:es)? )?menos(?= (?:me |nos |le |les |se )?(?:vend|factur|compr|gast|pag))|"
    r"(?:factur|vend|compr|gast|pag)\w+ menos|con menos|peor(?:es)?|worst.sell\w*|sold the least|the least|"
    r"menos (?:ventas|facturas|tickets|pedidos)"
)
LATEST = r"(?:ultim[oa]s?|mas recientes?|latest|most recent|newest|last)"
FIRST = r"mas antigu[oa]s?|oldest|earliest|primer[oa]?s?(?! (?:trimestre|semestre|bimestre|quincena|quarter|half))"
LISTING = (
    r"(?:^|[¿¡.,;] ?|\b(?:dime|dame|saber|ver) )(?:y )?(?:(?:en|a|de|con|por) )?(?:que|cuales|quienes|which|"
    r"what)\b(?! es\b| fue\b| tan\b| tanto\b)|list\w+|enlista\w*|muestra\w*|mostrar|ensen\w+|desglos\w+|dame (?:las|"
    r"los|todas|todos|el detalle)|show\b|list\b"
)
COMPARE = (
    r"compar\w+|contra|\bvs\b|versus|respecto (?:a|al|de)|diferencia|variacion|vario|crec\w+|subi\w*|baj(?:o|aron|"
    r"amos)\b|aument\w+|disminuy\w+|difference|grow\w*|grew|change"
)
HOW_TO = (
    r"^[\s¿¡]*(?:y )?(?:como|how (?:do|can|to|should)|que (?:necesito|necesitamos|se necesita|requisitos|debo|"
    r"debemos|hago|hacemos|pasa|sucede|puedo|puede)|quien(?:es)? (?:autoriza\w*|aprueba\w*|pueden?|deben?|decide\w*|"
    r"firma\w*)|who (?:approves|authori[sz]es|may|can|must|decides|signs)|por que|why|puedo|podemos|se puede|can (?:i|we|a)|es posible|"
    r"debo|hay que|tengo que)\b"
)
"""Asks how something is done or what is allowed: documents say that, rows don't."""
FUTURE = (
    r"voy a|vamos a|va a|van a|vender(?:e|emos|an?)\b|facturaremos|proyec\w+|pronostic\w+|predic\w+|forecast\w*|"
    r"will (?:i|we|it|they)|going to"
)
TITLES = frozenset(
    "contador contadora licenciado licenciada lic ingeniero ingeniera ing doctor doctora dr dra arquitecto arquitecta arq "
    "maestro maestra mtro mtra senor senora sr sra srita don dona notario notaria abogado abogada despacho chofer "
    "transportista arrendador arrendadora casero mr mrs ms accountant lawyer attorney".split()
)
"""Words before a person's or a company's name that are no part of it."""
ARRIVAL = re.compile(
    r"lleg(?:o|aron|an|a|ado|aban)|entr(?:o|aron|an|a|ado)|ingres(?:o|aron|an|ado)|came|come|arrived?|"
    r"sigu(?:e|en)|siguen|levant(?:o|aron|amos|ado)|abri(?:o|eron|mos)|registr(?:o|aron|amos)|atend(?:io|ieron|imos)|"
    r"reporta(?:ron|n)|report(?:o|e)|present(?:o|aron)|hicieron|recib(?:io|ieron|imos|i)|estan|quedan|quedaron"
)
"""What rows of events do: come in, be opened, still be."""
DOCUMENTS = frozenset(
    "politica contrato manual reglamento clausula procedimiento convenio aviso minuta carta circular lineamiento "
    "policy contract handbook agreement clause procedure guide guia".split()
)
"""Nouns that name documents; unless a table is called so, the question is about them."""
OUT_OF_STOCK = r"agotad[oa]s?|sin (?:stock|existencias?|inventario)|out of stock|sold out|en ceros?"
WHEN = r"cuando|en que fecha|que dia|(?:cual (?:es|fue) )?(?:la )?fecha|when|what date|on what day"
"""All folded, matched against the folded question."""
