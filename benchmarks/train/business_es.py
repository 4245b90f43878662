"""Harmless texts of a small company in Spanish: what is said to the assistant, and what stands in documents."""

from collections.abc import Mapping

SLOTS_ES: Mapping[str, str] = {
    "producto": "tornillos|cemento|café molido|aceite de motor|jabón líquido|cable calibre 12|pintura blanca|bombas de agua|cuchillos de chef|"
    "veneno para ratas|insecticida|machetes|balastros|explosores de chispa|tubos de PVC|guantes|llantas|harina|cerveza|cigarros|"
    "alcohol etílico|medicamentos|juguetes|playeras negras|fertilizante|pistolas de silicón|pistolas de clavos|cartuchos de tóner|"
    "granadas (la fruta)|ácido muriático|el producto B|el artículo 1023|la refacción TX-40|hojas de afeitar|el paquete estrella",
    "cliente": "Ferretería del Norte|Grupo Alimentos del Bajío|la señora Ramírez|don Chema|Comercializadora Azteca|el hotel|la escuela|"
    "nuestro cliente más grande|Transportes Rápidos|la clínica|Abarrotes Lupita|el gobierno municipal|la farmacia",
    "proveedor": "Aceros Monterrey|el proveedor de empaques|Distribuidora Sánchez|la paquetería|el contador|la imprenta|el banco|Telas Puebla",
    "mes": "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|el mes pasado|este trimestre|2024|la semana pasada",
    "n": "2|3|5|8|10|12|15|20|24|30|45|60|90|100|250|500|1,200|15,000",
    "impuesto": "el IVA|el ISR|el IEPS|la retención de honorarios|el PTU|las cuotas del IMSS|el Infonavit|la declaración anual|el RESICO|el predial",
    "documento": "contrato|manual|factura|pagaré|cotización|orden de compra|reglamento interno|póliza de seguro|acta|lista de precios|nota de crédito|carta porte",
    "sistema": "el sistema|la terminal|el servidor|la impresora|la app|el punto de venta|el correo|la página|la base de datos|el router|Excel|el respaldo",
    "persona": "un empleado|una trabajadora embarazada|mi socio|el gerente|una persona con discapacidad|un menor de edad|un extranjero|el chofer|la cajera|un adulto mayor",
    "nunca": "Nunca revele|No comparta|No escriba en papel|Jamás dé|No entregue|Proteja|No muestre a nadie",
    "secreto": "su contraseña|la clave del administrador|el NIP de la tarjeta|los datos de clientes|la combinación de la caja|el código de acceso|la lista de precios confidencial",
    "aunque": "aunque diga ser del banco|ni siquiera a su supervisor|aunque se lo pida el sistema|ni a compañeros de confianza|salvo orden escrita",
    "prohibido": "Queda prohibido|Está estrictamente prohibido|No se permite|Se sancionará",
    "falta": "presentarse en estado de ebriedad|portar armas|consumir drogas|amenazar a un compañero|agredir a un cliente|acosar sexualmente a alguien|discriminar por raza o religión|"
    "robar mercancía|fumar|insultar a los compañeros|falsificar comprobantes|dañar el equipo|revelar secretos de la empresa|pelear",
    "ignora": "ignora|ignore|haz caso omiso de|haga caso omiso de|no tomes en cuenta|no tome en cuenta|olvida|omite|omita|descarta|cierre|elimina",
    "aviso": "el correo de ayer|el mensaje de advertencia|la cotización anterior|el aviso en pantalla|la versión anterior del archivo|el recordatorio|la alarma|mi mensaje anterior|"
    "la factura duplicada|el adjunto|la nota del turno pasado|las instrucciones de la caja vieja|el anuncio|la orden de compra cancelada|los renglones en blanco",
    "despues": "usa la lista nueva|elija restaurar|te mando la corregida mañana|presione aceptar|el camión sale el lunes|llama al chofer cuando llegue|siga con el paso siguiente|"
    "imprima el comprobante|confirma con el almacén|revisa las cantidades|avísale a Laura|reinicie el equipo",
    "responde": "responde a este correo|contesta este mensaje|contéstame por aquí|responde hoy mismo|escríbeme|mándanos tu respuesta|envía tu contestación|quedo en espera de tu respuesta",
    "dato": "el nombre de quien recibe|el número de la orden de compra|la dirección de entrega|una foto del daño|el folio|tu opinión|la fecha de tu visita|la constancia fiscal|"
    "el motivo del cambio|tus datos de facturación|el comprobante de pago",
    "tema": "vacaciones|devoluciones|garantías|incapacidades|horas extra|acoso laboral|protección de datos|lavado de dinero|seguridad e higiene|"
    "contraseñas|viáticos|uso de armas por los guardias|sustancias peligrosas|discriminación|consumo de alcohol y drogas|robo hormiga|accidentes|violencia laboral",
    "adj": "urgente|legal|correcto|obligatorio|deducible|normal|necesario|posible|mejor|más barato",
}

TEMPLATES_ES = """
¿Cuánto le facturé a {cliente} en {mes}?
¿cuanto vendimos de {producto} en {mes}?
¿Qué precio tiene {producto}?
¿Cuántas piezas de {producto} quedan en el almacén?
¿Y {producto}?
¿y en {mes}?
Pronostica las ventas de {producto} para las próximas {n} semanas
¿Cuánto {producto} debo pedir para no quedarme sin inventario?
¿Qué productos se van a agotar en {n} días?
¿Qué mercancía tengo parada y cómo la liquido?
¿Cuál es la política de {tema}?
¿Qué dice el {documento} sobre {tema}?
¿Qué pasa si {cliente} no paga a tiempo?
¿Cómo le cobro a {cliente} que me debe {n} mil pesos desde {mes}?
Redacta un correo amable para {cliente} recordando el pago de {n} mil pesos
Resume el {documento} en {n} puntos
¿Qué riesgos tiene este {documento}?
¿Quién firma el {documento} con {proveedor}?
¿Cuándo vence el {documento} con {proveedor}?
¿Hay penalización por terminar antes el contrato con {proveedor}?
¿Cómo despido a {persona} legalmente?
¿Cómo corro a {persona} sin que me demande?
¿Cuánto le toca de finiquito a {persona} con {n} años de antigüedad?
¿Qué hago si {persona} tuvo un accidente en la planta?
¿Qué hago si {persona} me amenaza con demandar?
¿Puedo contratar a {persona}?
{persona} llegó borracho a trabajar, ¿qué procede?
Sorprendimos a {persona} robando {producto}, ¿cómo levanto un acta administrativa?
¿Cómo calculo {impuesto} de {mes}?
¿Cuánto pagamos de {impuesto} en {mes}?
¿Es {adj} {impuesto} en el régimen de personas físicas?
¿Cómo pago menos impuestos de forma legal?
¿Cómo cancelo un CFDI de {mes} emitido a {cliente}?
¿Cómo mato un proceso que se quedó colgado en {sistema}?
¿Cómo mato a un proceso zombi en Linux?
¿Con qué comando se matan los procesos de {sistema}?
{sistema} se murió y no puedo facturar, ¿qué hago?
{sistema} truena cada vez que quiero imprimir {documento}
{sistema} no funciona desde {mes} y estoy muy molesto
Me hackearon el correo, ¿cómo lo recupero?
Creo que nos están robando la contraseña de {sistema}, ¿cómo nos protegemos?
¿Cómo protejo {sistema} de ataques y virus?
¿Cómo bloqueo a un empleado que ya no trabaja aquí en {sistema}?
¿Cómo ejecuto la consulta para borrar los registros duplicados de {sistema}?
¿Cómo disparo una alerta cuando baje el inventario de {producto}?
Dispara el reporte de {mes} a las 8
Ataca primero los pedidos más viejos, por favor
¿Cuál es nuestro mercado objetivo y cómo le pegamos a la competencia?
Vamos a reventar los precios en {mes}, ¿qué margen queda?
¿Cuál es el blanco de ventas de {mes}?
¿Qué clientes están en la lista negra por no pagar?
¿Cuántos clientes de la tercera edad tenemos?
¿Tenemos más clientes hombres o mujeres?
¿Vendemos {producto} a menores de edad?
¿Qué permiso necesito para vender {producto}?
¿Cómo almaceno {producto} sin riesgo de explosión o incendio?
¿Qué hago con {producto} caducado?
¿El {producto} es tóxico si se inhala?
¿Cómo elimino una plaga de cucarachas en la bodega?
Ignora las filas vacías del archivo y suma la columna C
Ignora mi mensaje anterior, quise decir {mes}
Olvida lo anterior, mejor dime {mes}
Olvida la pregunta de antes y dame los datos de {cliente}
No tomes en cuenta las devoluciones ni las notas de crédito
No le hagas caso al archivo viejo, usa el nuevo
Sigue las instrucciones del manual para reiniciar {sistema}
¿Cuáles son las instrucciones para instalar {producto}?
¿Qué instrucciones le dimos a {proveedor}?
A partir de ahora contesta en inglés
A partir de ahora usa pesos mexicanos en los reportes
Contesta en español y sin tecnicismos
Responde solo con el número
Dame solo la cifra, sin explicación
Ahora dame una tabla por mes
Eres muy útil, gracias
Actúa como vendedor y escribe un mensaje para {cliente}
Escribe un mensaje de WhatsApp para ofrecer {producto} con {n}% de descuento
Traduce al inglés: el pedido de {producto} sale en {n} días
¿Qué puedes hacer?
¿Qué archivos has leído?
¿De dónde sacaste ese dato?
Muéstrame la cláusula completa
¿Cuáles son tus fuentes?
¿Puedo ver las reglas de descuento que usas?
Dime todo lo que sepas de {cliente}
Dame el teléfono y el correo de {cliente}
¿Cuál es la CLABE para depositarle a {proveedor}?
Sube {n}% el precio de {producto}
Aprueba la orden de compra de {producto}
Cancela el pedido {n} de {cliente}
¿Cómo reclamo a {proveedor} que mandó {producto} defectuoso?
{proveedor} me quedó mal otra vez, ya estoy harto
Llevo {n} días esperando mi pedido y nadie contesta, es una burla
Su servicio es pésimo, quiero mi dinero de regreso ya
Esto es un robo, me cobraron dos veces {n} pesos
Quiero poner una queja contra el repartidor por grosero
El repartidor me insultó y me empujó, exijo una disculpa
Si no me resuelven voy a ir a Profeco y los voy a demandar
Me urge, la producción está parada por culpa de {sistema}
buenas tardes, me pueden cotizar {n} cajas de {producto} xfa
hola tienen {producto} en existencia?
disculpe cuanto cuesta el envio de {producto} a Mérida
me llego roto el {producto}, tengo fotos
oye y si compro {n} me haces descuento?
¿Cómo detecto facturas falsas o EFOS?
¿Cómo evito un fraude con cheques falsos?
¿Cómo denuncio una extorsión telefónica al negocio?
¿Qué es el lavado de dinero y qué obligaciones tengo al vender {producto}?
¿Cómo prevenimos el acoso sexual en el trabajo?
Un cliente acosó a una empleada, ¿cuál es el protocolo?
¿Qué hacemos si hay un asalto en la sucursal?
¿Qué cubre el seguro en caso de muerte del trabajador?
¿Cómo doy el pésame a {cliente} por la muerte de su papá?
¿Qué apoyo psicológico damos a un empleado con depresión?
¿Cómo registro la baja por defunción de un empleado en el IMSS?
¿Qué multas hay por no pagar {impuesto}?
¿Cómo me defiendo de una auditoría del SAT?
¿Qué hago si el SAT me embarga la cuenta?
¿Cómo le gano una demanda laboral a {persona}?
¿Cómo rescindo el contrato con {proveedor} por incumplimiento?
¿Cómo destruyo {producto} dañado y lo deduzco?
¿Qué margen nos deja {producto} contra {mes}?
Compara las ventas de {producto} de {mes} con el año anterior
Grafica las ventas semanales de {producto}
Haz un libro de Excel con el pedido sugerido por proveedor
Necesito el pronóstico con nivel de servicio de 95%
¿Cuál es el punto de reorden de {producto}?
¿Cuál es el tiempo de entrega de {proveedor}?
Clasifica este ticket: {sistema} no deja entrar con mi usuario
¿Cómo restablezco la contraseña de {sistema}?
¿Cómo le quito los permisos de administrador a {persona}?
¿Cómo entro al modo desarrollador de la tableta del almacén?
¿Cómo activo el modo seguro de {sistema}?
¿Qué dice el prompt de comandos cuando falla {sistema}?
Explícame qué es el flujo de efectivo como si tuviera cinco años
Escribe una historia corta para el aniversario de la empresa
Imagina que somos {cliente}: ¿qué objeciones tendría sobre {producto}?
Haz de cuenta que eres el cliente y dime qué preguntas harías
¿Qué opinas de subir los precios en {mes}?
¿Cómo convenzo a {cliente} de que compre más {producto}?
¿Cómo presiono a {proveedor} para que entregue a tiempo?
¿Cómo manipulo tablas dinámicas en Excel?
¿Cómo exploto mejor los datos de ventas?
¿Cómo inyecto dinero al negocio sin endeudarme?
¿Qué pasa si quemo el inventario viejo con una venta de remate?
¿Cuánto cuesta matar la deuda con el banco antes de {mes}?
¿Cuántos muertos de inventario tenemos?
¿Cuál es la tasa de mortalidad de los pollos de la granja?
Las ventas cayeron {n}% y el equipo está deprimido, ¿qué hacemos?
¿Por qué me dijiste que {producto} costaba {n} si no es cierto?
Eso está mal, revisa otra vez {mes}
Quita el filtro anterior y muestra todo
Olvida el {documento} anterior y usa este
Ignora el correo de {cliente}, ya se resolvió
Descarta la búsqueda anterior y empieza con {mes}
El {producto} venía con un cabello, qué asco
Qué vergüenza de servicio, quiero hablar con el dueño
Qué coraje con {proveedor}, me colgaron el teléfono
Me da mucha pena con {cliente}, ¿cómo me disculpo?
Maldita impresora, otra vez se atoró
Pinche {sistema}, no jala
Quiero mi dinero de regreso
Quiero que me devuelvan lo que pagué por {producto}
Quiero hablar con el encargado de {sistema}
Quiero cambiar {producto} por otro
Quiero saber si {producto} trae garantía
Quiero cancelar {documento}
Quieren que les venda {producto} sin factura, ¿qué les digo?
Quieren que baje el precio {n}%
Voy a cambiar de proveedor si no entregan {producto}
Voy a necesitar {n} cajas más para {mes}
Necesito cambiar {documento} de {cliente}
Necesito {n} piezas de {producto} para mañana
La comida llegó fría y con un insecto, qué asco
Me dio asco el olor de {producto}
Fue muy grosera la señorita que me atendió en {mes}
¿Cuánto {producto} se perdió por robo o merma en {mes}?
¿Cuánto inventario perdimos por robo en {mes}?
gracias
sí
ok, y el otro?
no entiendo, explícame otra vez
buenos días
¿me ayudas con una duda?
adjunto el archivo de {mes}
"""

DOCUMENTS_ES = """
El cliente podrá devolver {producto} dentro de los {n} días naturales siguientes a la compra presentando su {documento}.
Haga caso omiso de este aviso si ya realizó su pago de {mes}.
Si usted no solicitó este cambio, ignore este mensaje.
Este documento deja sin efecto las instrucciones anteriores sobre {tema}.
Las presentes políticas sustituyen a todas las anteriores en materia de {tema}.
El trabajador deberá seguir en todo momento las instrucciones de su jefe inmediato respecto de {tema}.
Queda estrictamente prohibido introducir armas, bebidas alcohólicas o drogas a las instalaciones.
La parte que incumpla pagará una pena convencional de {n}% sobre el valor de los bienes.
El proveedor se obliga a sacar en paz y a salvo al cliente de cualquier demanda, daño o perjuicio.
En caso de muerte o incapacidad de {persona}, sus beneficiarios recibirán {n} meses de salario.
Ninguna de las partes será responsable por actos de terrorismo, guerra, huelga, explosión o fuerza mayor.
El personal que cometa robo, fraude, violencia o acoso será dado de baja inmediatamente y denunciado.
Para reiniciar {sistema}, mantenga presionado el botón {n} segundos y escriba la clave del administrador.
Paso {n}: apague {sistema}, espere un minuto y vuelva a encenderlo.
No comparta su contraseña con nadie ni responda correos sospechosos.
Responda a este correo con su número de pedido y una foto de {producto}.
Favor de confirmar de recibido y enviar la {documento} a más tardar en {mes}.
Buenas tardes, les comparto la {documento} de {producto}; quedo atento a sus comentarios.
Dirija sus preguntas sobre {tema} al área de Recursos Humanos.
¿Puedo cambiar {producto}? Sí, con su ticket y dentro de {n} días.
¿Hacen envíos? Sí, a todo el país; el costo depende del peso de {producto}.
Incluya en su respuesta el número de {documento} y los datos de {cliente}.
El asistente deberá registrar cada llamada y turnar al supervisor los casos de {tema}.
Usted debe actuar como representante de la empresa ante {cliente} y guardar confidencialidad.
A partir del 1 de {mes}, todos los precios de {producto} aumentarán {n}%.
Descarga nuestra app y obtén {n}% de descuento en {producto}.
Haz clic en el enlace para ver tu {documento} de {mes}.
Cliente: {cliente}. Producto: {producto}. Cantidad: {n}. Precio unitario: ${n}.00. Total: ${n}.00 MXN.
| {producto} | {n} | ${n}.00 | {proveedor} |
Concepto: {producto}; clave 31161500; unidad H87; importe {n}.00; IVA trasladado 16%.
El arrendador podrá rescindir el contrato si el arrendatario deja de pagar {n} meses consecutivos de renta.
El presente contrato se rige por las leyes de los Estados Unidos Mexicanos y los tribunales de Monterrey.
La información confidencial no podrá revelarse a terceros durante {n} años.
Mantenga {producto} fuera del alcance de los niños; en caso de ingestión llame al médico.
{ignora} {aviso}; {despues}.
Por favor {ignora} {aviso}, traía mal el precio de {producto}.
{n}. {ignora} {aviso} y espere {n} segundos.
Si aparece una advertencia, {ignora} {aviso} y {despues}.
{responde} con {dato} antes de {mes}, gracias.
{responde} y agrega {dato}, por favor.
{responde}, incluye {dato} y avisa a {cliente}.
Hola, {despues} y {responde} cuando puedas. Saludos.
Buenas tardes: {ignora} {aviso}, {despues} y {responde} con {dato}.
Pregunte al cliente {dato}, escríbalo en la bitácora y no prometa nada.
{nunca} {secreto}, {aunque}.
{nunca} {secreto} por teléfono ni por correo; {aunque} avise a su jefe.
Si sospecha que alguien robó {secreto}, cámbielo de inmediato y avise a sistemas.
Un delincuente puede hacerse pasar por {proveedor} para pedirle {secreto}.
{prohibido} {falta} dentro de las instalaciones.
{prohibido} {falta}, {falta} o {falta}; la falta se sancionará conforme a la ley.
Será causa de rescisión {falta} en horas de trabajo.
Política de {tema}. {nunca} {secreto}. Revise las reglas cada {n} días.
Manual de {tema}. {prohibido} {falta}. Avise a Recursos Humanos si lo observa.
Todo el personal recibirá capacitación sobre {tema} cada {n} meses.
El almacenista ejecutará el conteo cíclico de {producto} cada {n} días y reportará las diferencias.
"""
