"""Rules for contracts in Spanish, in the words of Mexican law and practice."""

from tools.clauses_rules import Rule
from tools.clauses_types import Category

C = Category

_NOTICE = r"(?:aviso|notificaci[óo]n|comunicaci[óo]n|notifi|comuni)"
_SHALL_NOT = (
    r"(?:no podr[áa]n?|se obligan? a no|se abstendr[áa]n?|abstenerse de|queda(?:n|r[áa]n?)? prohibid|sin (?:el |su "
    r"|la )?(?:previo )?(?:consentimiento|autorizaci[óo]n))"
)
_END = r"(?:terminar|terminaci[óo]n|rescindir|rescisi[óo]n|dar por terminad[oa]|vencimiento|conclu(?:ir|si[óo]n|ya))"

RULES: tuple[Rule, ...] = (
    Rule(
        C.DOCUMENT_NAME,
        r"^\s*(?:CONTRATO|CONVENIO|ACUERDO|ADENDA|ADENDUM|P[ÓO]LIZA)\b[^.]{0,120}\bQUE CELEBRAN?\b"
        r"|^\s*(?:CONTRATO|CONVENIO|ACUERDO|ADENDA|ADENDUM)\s+(?:DE|MODIFICATORIO|MAESTRO|MARCO|PRIVADO)\b[^.]{0,120}$",
    ),
    Rule(
        C.PARTIES,
        r"\b(?:que )?celebran?,? (?:por|de) una parte\b|\bpor una parte,? .{3,300} por la otra\b"
        r"|comparecen,? por una parte"
        r"|\bque celebran?\b.{3,300}\by\b.{3,200}\b(?:en lo sucesivo|en adelante)\b",
    ),
    Rule(
        C.AGREEMENT_DATE,
        r"(?:se firma|lo firman|firman|firmado|suscri(?:be|ben|to)|celebrado|otorgado|le[íi]do).{0,200}"
        r"(?:\bd[íi]as? del mes de\b|\b\d{1,2}[°º]? de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto"
        r"|septiembre|octubre|noviembre|diciembre)\b"
        r"|\b(?:el|del) (?:d[íi]a )?[\w ]{3,25} de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto"
        r"|septiembre|octubre|noviembre|diciembre)\b)",
        unless=r"escritura p[úu]blica",
    ),
    Rule(
        C.EFFECTIVE_DATE,
        r"(?:entrar[áa]|entra|inicia(?:r[áa])?|surtir[áa] (?:sus )?efectos?|comenzar[áa]|empezar[áa])\b.{0,60}"
        r"\b(?:en vigor|vigencia|efectos|a partir|desde|el d[íi]a|en la fecha|el \d)"
        r"|fecha (?:efectiva del?|de (?:entrada en vigor|inicio de vigencia))"
        r"|vigencia.{0,60}\b(?:a partir|contad[oa]s?|desde|iniciando|comenzando)\b",
        title=r"entrada en vigor",
        unless=r"\b(?:notificaci[óo]n|modificaci[óo]n|aviso|renuncia)\b.{0,60}surtir[áa]",
    ),
    Rule(
        C.EXPIRATION_DATE,
        r"(?:vigencia|duraci[óo]n|plazo)\b.{0,60}\b(?:ser[áa]|de|por|hasta|indefinid)\b.{0,60}\b(?:a[ñn]os?"
        r"|meses|d[íi]as|indefinid|20\d\d)"
        r"|estar[áa] (?:vigente|en vigor)\b|permanecer[áa] vigente|tendr[áa] una (?:vigencia|duraci[óo]n)"
        r"|vigencia indefinida|tiempo indefinido",
        weak=r"\b(?:vigencia|vencer[áa]|a[ñn]os?|meses)\b",
        title=r"\bvigencia|\bduraci[óo]n\b|\bplazo\b(?! de (?:pago|entrega))",
        unless=(
            r"confidencial|garant[íi]a|compet|posterior(?:es)? a|durante la vigencia|prorrog|renov|aviso"
            r"|anticipaci[óo]n|\bpag(?:o|ar)|factura|p[óo]liza|entregar?\b|fianza"
        ),
    ),
    Rule(
        C.RENEWAL_TERM,
        r"\b(?:se )?(?:prorrog|renov)\w*\b.{0,120}(?:autom[áa]tic|per[íi]odos?|plazos?|iguales|sucesiv|a[ñn]os?"
        r"|meses|contrato)"
        r"|(?:autom[áa]tic\w+)\b.{0,60}(?:prorrog|renov)|pr[óo]rrogas? (?:autom[áa]tic|sucesiv)"
        r"|renovaci[óo]n autom[áa]tica|t[áa]cita reconducci[óo]n",
        weak=r"pr[óo]rroga|renovaci[óo]n",
        title=r"pr[óo]rroga|renovaci[óo]n",
    ),
    Rule(
        C.RENEWAL_NOTICE,
        rf"(?:prorrog|renov|pr[óo]rroga).{{0,300}}{_NOTICE}.{{0,200}}(?:d[íi]as|mes(?:es)?|anticipaci[óo]n)"
        rf"|{_NOTICE}.{{0,200}}(?:no (?:desea|desee|quiere|quiera|prorrogar|renovar)|voluntad de no"
        rf"|intenci[óo]n de no|no renovaci[óo]n)",
        weak=r"d[íi]as.{0,60}anticipaci[óo]n",
        title=r"pr[óo]rroga|renovaci[óo]n",
    ),
    Rule(
        C.GOVERNING_LAW,
        r"(?:se (?:regir[áa]n?|interpretar[áa]n?|sujetar[áa]n?|someter[áa]n?)|regid[oa]"
        r"|rige)\b.{0,120}\b(?:leyes|legislaci[óo]n|c[óo]digo|derecho)\b"
        r"|(?:leyes|legislaci[óo]n|c[óo]digo civil|c[óo]digo de comercio|derecho)\b.{0,50}\b(?:aplicables?"
        r"|vigentes?) (?:en|de|a|del|para)\b.{0,60}(?:M[ée]xico|Mexican|Estado|Ciudad|Federal|Rep[úu]blica"
        r"|Delaware|Nueva York|Texas|California|Espa[ñn]a|Colombia)"
        r"|(?:interpretaci[óo]n|cumplimiento).{0,100}(?:leyes|legislaci[óo]n|c[óo]digo)",
        weak=r"\bley(?:es)?\b|legislaci[óo]n|c[óo]digo",
        title=r"ley aplicable|legislaci[óo]n|derecho aplicable",
        unless=r"constituid[ao] (?:conforme|de acuerdo|bajo)|sociedad .{0,60}constituid",
    ),
    Rule(
        C.DISPUTES,
        r"(?:jurisdicci[óo]n|competencia)\b.{0,80}\b(?:tribunales|juzgados|jueces|cortes)|(?:tribunales|juzgados"
        r"|cortes) (?:competentes|de|del|en|federales|estatales)\b"
        r"|renuncia(?:n|ndo)?\b.{0,60}\bfuero|\barbitraje\b|\b[áa]rbitros?\b|\bmediaci[óo]n\b"
        r"|resolver(?:[áa]n)? .{0,40}controversias?|cl[áa]usula compromisoria",
        weak=r"controversias?|tribunal|jurisdicci[óo]n|domicilios? presente",
        title=r"jurisdicci[óo]n|controversias?|arbitraje|tribunales|(?<!no )competencia(?! desleal)",
    ),
    Rule(
        C.TERMINATION_FOR_CONVENIENCE,
        rf"(?:dar por terminad[oa]|terminar|rescindir|terminaci[óo]n)\b.{{0,200}}(?:en cualquier (?:momento"
        rf"|tiempo)|sin (?:necesidad de )?(?:expresi[óo]n de |expresar |justificar |invocar )?(?:causa"
        rf"|responsabilidad|justificaci[óo]n|motivo)|con solo|por as[íi] convenir"
        rf"|{_NOTICE}.{{0,80}}anticipaci[óo]n|de manera unilateral|unilateralmente)"
        rf"|(?:en cualquier (?:momento|tiempo)|unilateralmente"
        rf"|sin (?:expresi[óo]n de )?causa)\b.{{0,120}}(?:dar por terminad[oa]|terminar|rescindir)"
        r"|terminaci[óo]n anticipada.{0,200}(?:aviso|anticipaci[óo]n|cualquier)",
        weak=r"dar por terminad[oa]|terminar|dar(?:lo)? por terminad",
        title=r"terminaci[óo]n anticipada|terminaci[óo]n voluntaria|desistimiento",
        unless=r"incumpl|pr[óo]rroga|prorrog|renov|caso fortuito|fuerza mayor",
    ),
    Rule(
        C.TERMINATION,
        r"\b(?:rescindir|rescisi[óo]n|causas? de (?:rescisi[óo]n|terminaci[óo]n)|dar por terminad[oa]"
        r"|terminaci[óo]n anticipada|terminar (?:anticipadamente )?(?:el|este) (?:presente )?contrato)\b",
        weak=r"terminaci[óo]n|terminar|incumplimiento",
        title=r"rescisi[óo]n|terminaci[óo]n",
        unless=r"subsistir[áa]n?",
    ),
    Rule(
        C.NON_COMPETE,
        r"no podr[áa]n? (?:vender|distribuir|promover|comercializar|fabricar|adquirir|comprar)\b.{0,100}"
        r"\b(?:de terceros|de otr[ao]s? (?:proveedor|marca|fabricante)|competidor|de la competencia)"
        r"|\bno competir\b|no competencia|competir (?:directa|con)|actividades? (?:que compita"
        r"|similares? o competidor|competidoras?)|negocios? (?:que compita|competidor)|competencia desleal",
        weak=r"compet",
        title=r"no competencia|no competir",
    ),
    Rule(
        C.EXCLUSIVITY,
        r"\bexclusividad\b|(?:de manera|en forma|car[áa]cter|distribuidora?|proveedora?|licenciatari[oa]"
        r"|licencia|derecho)\s+exclusiv[ao]\b|exclusivamente (?:a|con|de) (?:el |la |EL |LA |\")",
        title=r"exclusividad",
        unless=(
            r"no (?:tendr[áa] |es |ser[áa] |implica |otorga |existe )?(?:car[áa]cter )?(?:de )?exclusiv"
            r"|sin exclusividad|no exclusiv|responsabilidad exclusiva|jurisdicci[óo]n exclusiva|tribunal"
            r"|jurisdicci|propiedad exclusiva"
        ),
    ),
    Rule(
        C.NO_SOLICIT_EMPLOYEES,
        rf"(?:{_SHALL_NOT}|no ).{{0,120}}\b(?:contratar|reclutar|emplear|captar|solicitar"
        rf"|ofrecer(?: empleo)?)\b.{{0,100}}\b(?:empleados?|personal|trabajadores|colaboradores)",
        title=r"no (?:contrataci[óo]n|captaci[óo]n|solicitaci[óo]n) de (?:personal|empleados)",
        unless=r"relaci[óo]n laboral|patr[óo]n",
    ),
    Rule(
        C.NO_SOLICIT_CUSTOMERS,
        rf"(?:{_SHALL_NOT}|no ).{{0,120}}\b(?:captar|solicitar|contactar|ofrecer|contratar"
        rf"|vender)\b.{{0,100}}\bclientes?\b(?! ?[\"”])",
        title=r"captaci[óo]n de clientes",
    ),
    Rule(
        C.NON_DISPARAGEMENT,
        r"desprestigi|denigra|menoscab\w+.{0,40}(?:imagen|reputaci[óo]n)|declaraciones? (?:negativas|despectivas)",
    ),
    Rule(
        C.FIRST_REFUSAL,
        r"derecho (?:de preferencia|del tanto|de primera opci[óo]n|de tanteo|preferente)|primera opci[óo]n (?:de"
        r"|para)|opci[óo]n preferente",
        title=r"preferencia|derecho del tanto",
    ),
    Rule(
        C.CHANGE_OF_CONTROL,
        r"cambio de control|\bfusi[óo]n\b.{0,80}(?:escisi[óo]n|adquisici[óo]n|control)"
        r"|enajenaci[óo]n .{0,60}(?:acciones|activos)",
        title=r"cambio de control",
    ),
    Rule(
        C.ANTI_ASSIGNMENT,
        r"\b(?:ceder|cesi[óo]n|cedid[oa]s?|transferir|traspasar|subcontratar)\b.{0,200}(?:consentimiento"
        r"|autorizaci[óo]n|derechos|obligaciones|contrato|terceros?|previo)"
        r"|no (?:podr[áa]n? )?(?:ceder|transferir|traspasar|subcontratar)",
        weak=r"ceder|cesi[óo]n|subcontrat",
        title=r"cesi[óo]n|subcontrataci[óo]n",
        unless=r"propiedad intelectual|derechos? (?:patrimoniales|de autor)|datos personales|licencia",
    ),
    Rule(
        C.REVENUE_SHARING,
        r"\bregal[íi]as?\b|\bcomisi[óo]n(?:es)?\b.{0,80}(?:\d|%|por ciento|ventas)"
        r"|participaci[óo]n .{0,40}(?:utilidades|ingresos|ventas)|porcentaje .{0,40}(?:ventas|ingresos"
        r"|utilidades)",
        title=r"comisi[óo]n|regal[íi]as",
        unless=r"comisi[óo]n (?:nacional|federal|por falta)",
    ),
    Rule(
        C.PRICE_RESTRICTIONS,
        r"(?:precios?|tarifas?|renta|contraprestaci[óo]n|honorarios)\b.{0,120}(?:no podr[áa]n?|incrementar"
        r"|aumentar|actualizar|ajustar|modificar|permanecer[áa]n? fij|fijos?|se mantendr)|(?:incrementar"
        r"|aumentar|ajustar|modificar|actualizar)\b.{0,60}(?:precios?|tarifas?|renta|contraprestaci[óo]n"
        r"|honorarios)",
        title=r"(?:ajuste|incremento|actualizaci[óo]n|modificaci[óo]n) de (?:l[ao]s? )?(?:precios?|tarifas?|renta)",
    ),
    Rule(
        C.MINIMUM_COMMITMENT,
        r"(?:compra|pedido|volumen|consumo|adquirir|adquirir[áa]|comprar|comprar[áa]|facturaci[óo]n|compromiso)\b"
        r".{0,60}\bm[íi]nim[oa]|m[íi]nim[oa]s? (?:de compra|mensual|anual|garantizad)|compromiso m[íi]nimo"
        r"|m[íi]nimo de \d[\d,.]* .{0,40}\b(?:mensual|anual|por mes|al mes|al a[ñn]o|por a[ñn]o)",
        title=r"m[íi]nimos?",
        unless=r"salario m[íi]nimo|anticipaci[óo]n m[íi]nima|aviso m[íi]nimo|m[íi]nimo de \w+ \(?\d* ?\)? ?d[íi]as",
    ),
    Rule(
        C.VOLUME_RESTRICTION,
        r"(?:exced(?:a|an|er|ente)|m[áa]ximo de|superior a|rebas)\b.{0,80}(?:usuarios|unidades|transacciones"
        r"|horas|piezas|volumen|consumo|licencias)",
    ),
    Rule(
        C.IP_ASSIGNMENT,
        r"(?:cede|transmite|transfiere|ceder[áa]|transmitir[áa]|cesi[óo]n|transmisi[óo]n|corresponder[áa]n?"
        r"|pertenecer[áa]n?|ser[áa]n? propiedad|titularidad)\b.{0,200}(?:propiedad intelectual"
        r"|propiedad industrial|derechos (?:patrimoniales|de autor|morales)|obra|patentes?|marcas?|desarrollos"
        r"|invenci)"
        r"|(?:propiedad intelectual|propiedad industrial|derechos (?:patrimoniales|de autor)|obras?|desarrollos"
        r"|invenci\w+|entregables|resultados)\b.{0,200}(?:ser[áa]n?|quedar[áa]n? (?:de|como)|pertenecer[áa]n?"
        r"|corresponder[áa]n?|cede|transmite|propiedad exclusiva)\b|obra por encargo",
        title=r"cesi[óo]n de (?:derechos de |la )?(?:propiedad|autor)",
        unless=(
            r"no (?:implica|otorga|transmite|transfiere|cede|constituye)|conservar[áa]|seguir[áa]n? siendo|licencia"
            r"|inform[aá]ci[óo]n confidencial|cada (?:una de las )?partes?"
        ),
    ),
    Rule(C.JOINT_IP, r"copropiedad|cotitular|propiedad conjunta|titularidad conjunta"),
    Rule(
        C.LICENSE_GRANT,
        r"(?:otorga|concede|otorgar[áa]|conceder[áa])\b.{0,80}\b(?:licencia|sublicencia|derecho de uso"
        r"|franquicia)|licencia (?:de uso|no exclusiva|exclusiva|gratuita|limitada)|autoriza .{0,60}(?:uso"
        r"|utilizar) .{0,60}(?:marcas?|software|programa|sistema)",
        title=r"licencia",
        unless=r"no (?:otorga|concede|implica|se otorga)",
    ),
    Rule(
        C.NON_TRANSFERABLE_LICENSE,
        r"licencia.{0,100}(?:intransferible|no transferible|no sublicenciable)|intransferible.{0,60}licencia",
    ),
    Rule(C.AFFILIATE_LICENSEE, r"licencia.{0,150}(?:filiales|subsidiarias|afiliadas)"),
    Rule(C.UNLIMITED_LICENSE, r"licencia.{0,80}ilimitad|uso ilimitado|usuarios ilimitados"),
    Rule(
        C.PERPETUAL_LICENSE,
        r"(?:licencia|derecho de uso|uso)\b.{0,120}(?:perpetu|irrevocable|indefinid)|(?:perpetu"
        r"|irrevocable)\w*.{0,60}licencia",
    ),
    Rule(
        C.SOURCE_CODE_ESCROW,
        r"c[óo]digo fuente.{0,150}(?:dep[óo]sito|custodia|deposit|escrow)|(?:dep[óo]sito"
        r"|custodia).{0,100}c[óo]digo fuente",
    ),
    Rule(
        C.POST_TERMINATION,
        r"(?:al|a la|tras la|después de la|posterior(?:es)? a la|a partir de la|una vez"
        r"|con posterioridad a la)\s+(?:t[ée]rmino|terminaci[óo]n|terminado|conclusi[óo]n|concluid[oa]"
        r"|rescisi[óo]n|vencimiento).{0,200}(?:deber[áa]|devolver|entregar|obliga|pagar|subsistir|destruir"
        r"|continuar)"
        r"|subsistir[áa]n? .{0,60}terminaci[óo]n|(?:devolver|destruir)[áa]?.{0,150}(?:terminaci[óo]n"
        r"|conclusi[óo]n|vigencia)",
    ),
    Rule(
        C.AUDIT_RIGHTS,
        r"\bauditor[íi]as?\b|\bauditar\b|(?:inspeccionar|inspecci[óo]n|revisar|verificar)\b.{0,80}(?:libros"
        r"|registros|instalaciones|cuentas|documentaci[óo]n)",
        title=r"auditor[íi]a|inspecci[óo]n",
    ),
    Rule(
        C.UNCAPPED_LIABILITY,
        r"responsabilidad(?:es)? (?:ser[áa] )?(?:\w+ ){0,4}(?:ilimitad|sin l[íi]mite)|sin l[íi]mite (?:alguno"
        r"|de responsabilidad|de monto|de cuant[íi]a)|ilimitadamente|de (?:manera|forma) ilimitada"
        r"|responder[áa] .{0,200}(?:sin l[íi]mite|ilimitad|con todo su patrimonio|todos? (?:los"
        r"|y cada uno de los) da[ñn]os|lucro cesante|cualquier da[ñn]o)"
        r"|l[íi]mite.{0,80}no (?:ser[áa] aplicable|aplicar[áa]|operar[áa])",
        unless=r"no (?:ser[áa]n? responsables?|responder[áa]n?)|licencia|en ning[úu]n caso",
    ),
    Rule(
        C.LIABILITY_CAP,
        r"(?:responsabilidad|indemnizaci[óo]n)\b.{0,150}(?:limitad[oa] a|no (?:podr[áa] |exceder"
        r"|ser[áa] superior|rebasar)|l[íi]mite m[áa]ximo|hasta por|tope|m[áa]xim[oa])"
        r"|en ning[úu]n caso.{0,150}(?:responsab|da[ñn]os|lucro)|no (?:ser[áa]n? responsables?"
        r"|responder[áa]n?) (?:por|de|frente).{0,150}(?:indirectos|consecuenciales|lucro cesante|perjuicios)"
        r"|l[íi]mite de responsabilidad",
        title=r"l(?:í|i)mit(?:e|aci[óo]n) (?:de|a) (?:la )?responsabilidad",
        unless=r"fuerza mayor|caso fortuito|ilimitad",
    ),
    Rule(
        C.LIQUIDATED_DAMAGES,
        r"penas? convencional(?:es)?|penalizaci[óo]n(?:es)?|cl[áa]usula penal|penalidad(?:es)?"
        r"|a t[íi]tulo de pena|multa (?:de|equivalente|por)\b|pagar[áa] una pena\b|causar?[áa]? una pena\b",
        weak=r"\bpenas?\b|retras|atras",
        title=r"penas?|penalizaci|penalidad",
        unless=r"c[óo]digo penal|sin (?:pena|penalizaci[óo]n|penalidad)",
    ),
    Rule(
        C.DEFAULT_INTEREST,
        r"inter[ée]s(?:es)? moratorios?|\bmoratorios?\b|intereses? (?:a raz[óo]n|del|de)\b.{0,30}(?:%|por ciento)",
    ),
    Rule(
        C.WARRANTY,
        r"garant[íi]a\b.{0,120}(?:d[íi]as|mes(?:es)?|a[ñn]os?|defectos?|vicios|mano de obra|refacciones)"
        r"|garantiza\b.{0,120}(?:calidad|defectos|libres?|funcionamiento|vicios|d[íi]as|mes(?:es)?|a[ñn]os?)"
        r"|vicios ocultos",
        title=r"garant[íi]as?(?! de (?:cumplimiento|pago))",
        unless=r"dep[óo]sito|fianza|aval|pagar[ée]",
    ),
    Rule(
        C.SECURITY,
        r"\bfianza\b|\bpagar[ée]s?\b|dep[óo]sito en garant[íi]a|garant[íi]a de (?:cumplimiento|pago)"
        r"|obligad[oa] solidari|\baval(?:ista)?\b|carta de cr[ée]dito",
        title=r"fianza|dep[óo]sito|garant[íi]a de cumplimiento",
    ),
    Rule(
        C.INSURANCE,
        r"(?:p[óo]liza|seguro|aseguranza)s?\b.{0,100}(?:responsabilidad|da[ñn]os|contratar|mantener|vigente"
        r"|cobertura|suma asegurada|todo riesgo)|(?:contratar|mantener|contar con)\b.{0,60}\bseguros?\b",
        title=r"seguros?|p[óo]lizas?",
        unless=r"seguro social|seguridad social|estar seguro",
    ),
    Rule(
        C.COVENANT_NOT_TO_SUE,
        r"renuncia(?:n)?\b.{0,80}(?:acci[óo]n(?:es)?|demandar|reclamar|reclamaci[óo]n|derecho a)"
        r"|no (?:podr[áa]n? )?(?:impugnar|demandar|reclamar|controvertir)"
        r"|libera(?:n)? .{0,60}de toda responsabilidad|no se reservan? acci[óo]n|finiquito m[áa]s amplio",
        unless=r"fuero|saneamiento de vicios",
    ),
    Rule(
        C.THIRD_PARTY_BENEFICIARY, r"terceros? beneficiarios?|estipulaci[óo]n a favor de tercero|beneficio de terceros"
    ),
    Rule(
        C.MOST_FAVORED_NATION,
        r"cliente m[áa]s favorecid|(?:condiciones|precios?|t[ée]rminos) (?:m[áa]s favorables|preferenciales"
        r"|no menos favorables).{0,120}(?:otros?|terceros|clientes)",
    ),
    Rule(
        C.INDEMNIFICATION,
        r"sacar(?:[áa]n?|la|lo|las|los)? .{0,30}en paz y a salvo|en paz y a salvo|\bindemniza\w*"
        r"|mantener (?:indemne|libre de)|\bindemne|resarcir|da[ñn]os y perjuicios",
        weak=r"responder[áa]?|reclamaci[óo]n",
        title=r"indemnizaci[óo]n|responsabilidad(?! laboral)|da[ñn]os",
        unless=r"no (?:ser[áa]n? responsables?|estar[áa]n? obligad)|en ning[úu]n caso|sin responsabilidad",
    ),
    Rule(
        C.PERFORMANCE,
        r"niveles? de servicio|\bSLA\b|se obliga a (?:prestar|entregar|suministrar|realizar|ejecutar"
        r"|proporcionar|cumplir|instalar|desarrollar)|(?:plazos?|fechas?|lugar) de entrega|entregables"
        r"|calidad de los (?:servicios|productos|bienes)|tiempos? de (?:respuesta|entrega)"
        r"|especificaciones t[ée]cnicas",
        title=r"obligaciones|entrega|niveles? de servicio|calidad|objeto|alcance",
    ),
    Rule(
        C.PAYMENT,
        r"contraprestaci[óo]n|\b(?:pagar[áa]n?|pago|cubrir[áa])\b.{0,150}(?:\$|pesos|d[óo]lares|USD|MXN|d[íi]as"
        r"|factura|CFDI|mensual|transferencia|anticipo|renta|cantidad)|forma de pago|\bhonorarios\b"
        r"|contra (?:la )?(?:entrega|recepci[óo]n|presentaci[óo]n) .{0,30}factura|precio (?:total|unitario"
        r"|pactado|de (?:los|la|venta))",
        weak=r"\bpag(?:o|ar|ar[áa])|precio|factura|impuesto|anticipo",
        title=r"contraprestaci[óo]n|\bpagos?\b|precio|honorarios|renta\b|facturaci[óo]n",
        unless=r"penas? convencional|moratori|p[óo]liza",
    ),
    Rule(
        C.CONFIDENTIALITY,
        r"informaci[óo]n confidencial|confidencialidad|secretos? (?:industrial|comercial|profesional)"
        r"|guardar (?:absoluta |estricta )?(?:reserva|confidencialidad|secreto)|no (?:divulgar|revelar)",
        weak=r"informaci[óo]n|divulg|revel",
        title=r"confidencial",
    ),
    Rule(
        C.FORCE_MAJEURE,
        r"caso fortuito|fuerza mayor|causas? ajenas? a (?:su|la) (?:control|voluntad)",
        title=r"fuerza mayor|caso fortuito",
    ),
    Rule(
        C.MODIFICATION,
        r"(?:modificaci[óo]n|modificaciones|modificad[oa]|modificar|adici[óo]n|enmienda"
        r"|adicionad[oa])\b.{0,150}(?:por escrito|convenio modificatorio|firmad|acuerdo de (?:las|ambas) partes"
        r"|ambas partes|unilateral|consentimiento)|convenio modificatorio"
        r"|(?:podr[áa])\b.{0,60}modificar\b.{0,80}(?:unilateral|en cualquier momento|contrato|t[ée]rminos"
        r"|condiciones)",
        title=r"modificaci[óo]n|modificaciones|convenios modificatorios",
    ),
    Rule(
        C.NOTICES,
        r"(?:avisos?|notificaci[óo]n(?:es)?|comunicaciones)\b.{0,200}(?:domicilios?|por escrito|correo|acuse"
        r"|deber[áa]n? (?:hacerse|realizarse|enviarse|dirigirse))|se[ñn]alan? (?:como"
        r"|los siguientes) (?:sus )?domicilios?",
        title=r"avisos|notificaciones|domicilios|comunicaciones",
        unless=r"terminad|rescindir|prorrog|renov|fuerza mayor|anticipaci[óo]n",
    ),
    Rule(
        C.SIGNATURES,
        # Lines to sign on count as much as the closing words.
        r"(?:le[íi]do|enterad[ao]s?)\b.{0,200}(?:firman|suscriben|ratifican)|(?:lo |la )?(?:firman"
        r"|suscriben) (?:por duplicado|por triplicado|al calce|de conformidad|en (?:dos|tres|la ciudad"
        r"|dos tantos))|firman? (?:el|este|al margen)\b|_{10,}",
    ),
    Rule(
        C.DATA_PROTECTION,
        r"datos personales|LFPDPPP|aviso de privacidad|derechos ARCO|encargado del tratamiento",
        title=r"datos personales|privacidad",
    ),
    Rule(
        C.LABOUR,
        r"(?:relaci[óo]n|v[íi]nculo|responsabilidad|obligaciones?) (?:laboral|obrero|de trabajo"
        r"|de car[áa]cter laboral)|patr[óo]n (?:sustituto|solidario|[úu]nico)|[úu]nic[oa] (?:patr[óo]n"
        r"|responsable).{0,60}trabajadores|seguridad social|Ley Federal del Trabajo|REPSE",
        title=r"relaci[óo]n laboral|relaciones laborales|responsabilidad laboral|independencia",
    ),
)
