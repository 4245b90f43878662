"""Concepts behind words, the same for Spanish and English: the guard learns in one language and judges in the other.

A concept is known by the beginnings of its words, without accents; ``=`` marks a whole word.
"""

import re
from functools import cache
from typing import Final

_STEMS: Final = {
    # what is done
    "kill": (
        "kill murder assassin slaughter strangl behead massacr genocid mata= matar matarl matarm mate= maten= "
        "asesin homicid degoll estrangul ahorc decapit masacr ejecutarl sicari hitman suffocat asfixi"
    ),
    "hurt": (
        "hurt= hurting harm= harming injur= beat= beating punch stab tortur assault abus= abuse abusing maim whip= "
        "choke lastim golpear golpi herir torturar agred apunal maltrat abusar patear violent violenc mutil"
    ),
    "threat": "threat extort blackmail intimidat amenaz extors chantaj intimid coacc",
    "kidnap": "kidnap abduct hostage traffick secuestr rapto trata= traficar trafico rehen smuggl contraband",
    "steal": (
        "steal stole rob= robbery robbing burgl shoplift theft thief loot pickpocket robar robo= robe= hurt ladron "
        "asalt saque carteris"
    ),
    "fraud": (
        "fraud scam swindl counterfeit forg phish ponzi embezzl brib launder estaf fraude falsific falso= falsa= "
        "clonar sobor lavar= lavado malvers cohech plagi impersonat fake="
    ),
    "hack": (
        "hack malware ransomware spyware keylogg trojan ddos exploit= exploits backdoor crack= cracking brute "
        "botnet hacke hackear virus= troyan pirate= piratear sniff rootkit"
    ),
    "spy": "spy= spying stalk eavesdrop track= wiretap dox espi acech rastrear vigilar= acosar= stalkear surveil",
    "evade": (
        "undetect untraceable caught= evade evad bypass detect= detected escape= getting=away unnoticed descubr "
        "atrap indetect evadir evit burlar rastro cover-up ocult hide= hiding conceal"
    ),
    "destroy": (
        "destroy vandal sabotag arson burn= burning explode blow= destru incendi quemar vandaliz sabote explot derrib"
    ),
    "make": (
        "make= build creat construct produce= manufactur synthes cook= prepar fabric hacer= hago= construir crear "
        "elabor sintetiz cocinar armar="
    ),
    "obtain": "buy= get= obtain acquire sell= comprar conseguir obtener vender consigo adquirir sourc",
    "howto": (
        "how= steps= guide= instructions= tutorial= teach explain como= pasos= guia= instrucciones= ensen explic "
        "manual= metodo metodos ways= formas= maneras="
    ),
    "persuade": (
        "convinc persuad manipulat trick= lure groom= entice seduc deceiv coax convenc manipul engan engat atra"
    ),
    "force": "force= forced coerc obligar forzar someter coaccion compel",
    "write": (
        "write= compose draft generat script= story= essay= speech= poem escrib redact gener cuento= historia= "
        "ensayo= discurso= poema"
    ),
    # with what, on what
    "weapon": (
        "gun= guns= firearm rifle pistol ammo ammunit bullet weapon knife machete silencer grenad arma= armas= "
        "pistola fusil= municion bala= balas= cuchill navaja silenciador granada escopeta"
    ),
    "bomb": (
        "bomb= bombs bombing explosiv detonat dynamit molotov napalm grenade= ied= bomba= bombas= dinamit detonad "
        "tnt= nitroglic pipebomb thermite"
    ),
    "mass": (
        "bioweapon biological nerve= sarin anthrax ricin nuclear= uranium plutonium chemical= radiolog ebola "
        "smallpox biologic nervios= antrax ricina uranio plutonio quimic"
    ),
    "drug": (
        "drug drugs= cocaine heroin meth= methamph fentanyl lsd= mdma ecstasy opium opioid weed= marijuana "
        "cannabis cartel narco droga cocain metanfet fentanil marihuan crack= tacha= cristal="
    ),
    "poison": "poison toxic= cyanide arsenic venom venen cianur intoxic envenen",
    "suicide": "suicid self-harm overdos anorex bulim cutting= autoles sobredos bulimi",
    "self": "myself= kill=myself hang=myself quitarme matarme cortarme suicidarme colgarme mutilarme",
    "sex": (
        "sex= sexual sexy porn nude= naked= erotic rape rapist raping fetish orgasm masturb prostitut incest "
        "molest desnud pornog violacion violar= violador puta= putas= prostit sexo= escort= brothel lolita"
    ),
    "minor": (
        "child= children= kid= kids= minor= minors= underage teen= teenage toddler schoolgirl pedoph girl= boy= "
        "preteen nino= nina= ninos= ninas= menor= menores= infantil adolescent pedof bebe="
    ),
    "person": (
        "wife= husband= boyfriend girlfriend neighbor neighbour coworker roommate ex= boss= sister= brother= "
        "mother= father= spouse someone= person= people= victim somebody esposa= esposo= novi= novio= novia= vecin "
        "jefe= jefa= herman padre= madre= mama= papa= alguien persona= personas= suegr gente= tipo= pareja="
    ),
    "elder": "elderly senior= seniors= ancian grandm grandf abuel viej",
    "officer": (
        "police= cop= cops= judge= politician president= journalist government= policia= juez= politic president "
        "periodista gobierno= senador activist"
    ),
    "group": (
        "jew jews= jewish muslim islam gay= gays= lesbian trans= transgender homosexual immigrant migrant refugee "
        "black= blacks= asian= mexican= mexicans= women= woman= disabled latino hispanic arab= arabs= african= "
        "white= whites= judi musulman gay transex homosex inmigrant refugiad negros= negras= indigen mujer= "
        "mujeres= discapacit asiatic african chinos= gitan extranjer race= racial religion ethnic raza= etni "
        "female= feminin"
    ),
    "insult": (
        "idiot moron stupid dumb= loser= bitch whore slut= bastard asshole fuck= fucking fucked shit= cunt= retard "
        "faggot nigg trash= scum vermin disgusting idiota imbecil estupid pendej put= perra= zorra= mierda cabron "
        "maric basura= escoria asqueros inutil tonto= tonta= joto= chinga verga= hijueput malpari culer"
    ),
    "hatred": (
        "hate= hatred inferior superior= subhuman deserve disgust despise exterminat deport odio= odiar merec "
        "asco= exterminar repugn expuls racis sexis xenofob misogyn machis supremac nazi holocaust segregat "
        "discrimin prejudic"
    ),
    "body": "blood= corpse dead=body organ= organs= body= bodies= sangre= cadaver organo organos cuerpo= muert",
    "identity": (
        "password credit=card social=security identity= ssn= passport credentials contrasen tarjeta= identidad "
        "pasaporte credencial account= cuenta="
    ),
    "gamble": "gambl casino= betting apuest juego=de=azar",
    "illegal": (
        "illegal unlawful crime= crimes= criminal felony ilegal delit crimen ilicit black=market dark=web darknet "
        "mafia gang= pandill mercado=negro"
    ),
    "lie": (
        "lie= lies= misinform disinform rumor hoax propaganda conspirac fake=news mentir mentira desinform bulo= "
        "teoria="
    ),
    "extreme": "terror isis= extremis radicali qaeda jihad ku=klux kkk= militia yihad",
    "private": (
        "address= phone=number home=address private= personal=data privacy leak= domicilio= privad filtrar intim "
        "medical=record"
    ),
    "medical": (
        "cure= vaccine cancer= diagnos medic prescri symptom disease treat= cura= vacun diagnost sintoma "
        "enfermedad recet pastilla pill= pills="
    ),
    # an attack on the assistant
    "ignore": (
        "ignor disregard forget overrid bypass discard neglect olvida= olvide= olvidate descarta= omiso anula= "
        "desobedec pasa=por=alto"
    ),
    "before": "previous prior= above= earlier preceding initial= anterior anteriores previ arriba= inicial",
    "rules": (
        "instruct rule= rules= guideline policy= policies= restrict filter limit= limitations constraint directive "
        "command= order= orders= regla= reglas= directriz directrices politica= restricc filtro limitac orden= "
        "ordenes= indicacion moral= ethic etic censur censor"
    ),
    "prompt": "prompt= prompts= system=prompt system=message jailbreak mensaje=de=sistema instrucciones=del=sistema",
    "play": (
        "pretend roleplay role= act=as simulat imagine= character= persona= you=are=now finge= interpreta actua= "
        "personaje= rol= imagina= eres=ahora ahora=eres hypothetical fictional ficcion hipotet"
    ),
    "free": (
        "unrestrict unfilter uncensor anything=now dan= unlimited amoral unethical sin=restric sin=filtro "
        "sin=censura sin=limit developer=mode modo=desarrollador immoral"
    ),
    "assistant": (
        "chatgpt gpt= openai ai= chatbot assistant= language=model llm= bot= asistente= ia= "
        "inteligencia=artificial modelo=de=lenguaje"
    ),
    "reveal": (
        "reveal repeat= print= output= leak= disclos verbatim revela= repite= imprime= muestrame= filtra= textual "
        "palabra=por=palabra"
    ),
    "answer": "your=response your=reply your=answer tu=respuesta tus=respuestas responde= contesta= conteste=",
    "encode": (
        "encode cipher base64 reverse= backwards morse emoji emojis rot13 scramble anagram misspell cifra= codific "
        "reves= revuelt"
    ),
    # daily business
    "work": (
        "employee worker staff payroll salary shift empleado trabajador nomina= sueldo salario personal= turno= "
        "contratar despid finiquito vacaciones= liquidacion="
    ),
    "trade": (
        "invoice sale sales= customer client= supplier order= price purchase stock inventory warehouse shipment "
        "delivery factur venta ventas= cliente proveedor pedido precio compra= inventario almacen envio entrega "
        "producto pieza cotiz mercanc cobr bodega devoluc product refund payment= pago= pagar="
    ),
    "bank": (
        "bank= transfer card= atm= balance= account= banco= transferenc saldo= deposit cajero= cuenta= top-up "
        "exchange=rate currency divisa"
    ),
    "law": (
        "contract clause agreement lawsuit legal tax taxes= penalty liability warranty indemnif contrato clausula "
        "convenio demanda= impuesto iva= isr= sat= pena= garantia responsabil ley= cfdi= fiscal deducib multa= "
        "multas= compliance audit"
    ),
    "machine": (
        "server process= printer script= database table= file= column row= excel spreadsheet query software comput "
        "servidor proceso impresora tabla= archivo columna fila= filas= base=de=datos consulta= sistema= app= "
        "pantalla terminal linux= windows= command=line"
    ),
    "water": "water= pump= agua= riego tuber hidraul gasolina= gas= infus calor= neumat",
    "protect": (
        "protect prevent avoid= report= defend secur safe= safety help= support= prote preven evitar= denunci "
        "segurid ayud apoyo= apoy educat"
    ),
    "forbid": "prohibit forbidden forbids not=allowed must=not prohib no=se=permite deberan= debera= shall= strictly",
}

NAMES: Final = tuple(_STEMS)
COUNT: Final = len(NAMES)
_TOKEN = re.compile(r"[a-z0-9]+(?:-[a-z]+)*")
_SHORTEST, _LONGEST = 2, 12


@cache
def _tables() -> tuple[dict[str, tuple[int, ...]], dict[str, tuple[int, ...]], list[tuple[str, int]]]:
    """Whole words, beginnings of words, and phrases, each with its concepts."""
    whole: dict[str, set[int]] = {}
    begins: dict[str, set[int]] = {}
    phrases: list[tuple[str, int]] = []
    for number, stems in enumerate(_STEMS.values()):
        for stem in stems.split():
            if "=" in stem[:-1]:
                phrases.append((" " + stem.replace("=", " ").strip(), number))
            elif stem.endswith("="):
                whole.setdefault(stem[:-1], set()).add(number)
            else:
                begins.setdefault(stem, set()).add(number)
    return (
        {word: tuple(sorted(numbers)) for word, numbers in whole.items()},
        {word: tuple(sorted(numbers)) for word, numbers in begins.items()},
        phrases,
    )


def concepts(plain: str) -> list[int]:
    """Numbers of the concepts in a folded text, ascending."""
    whole, begins, phrases = _tables()
    found: set[int] = set()
    for token in _TOKEN.findall(plain):
        found.update(whole.get(token, ()))
        for length in range(_SHORTEST, min(len(token), _LONGEST) + 1):
            found.update(begins.get(token[:length], ()))
    padded = " " + plain
    found.update(number for phrase, number in phrases if phrase in padded)
    return sorted(found)
