"""Made-up municipalities and what they do; none of these places exists."""

PLACES = (
    "Almhamra", "Björnsele", "Ekvalla", "Granstavik", "Hedlösa", "Iggebo", "Kvarnåsa", "Lillbråna", "Moränge",
    "Norrtuna", "Ormsjö", "Pilhult", "Rävlinge", "Sandhöra", "Tranvik", "Ugglehamn", "Vallbro", "Yxnäs",
    "Åmvik", "Älvstanäs", "Österbrona", "Dalhyttan", "Fågelbo", "Julsta",
)  # fmt: skip

# committee → what it runs, largest first
COMMITTEES: dict[str, tuple[str, ...]] = {
    "Kommunstyrelsen": (
        "Ledning och stab",
        "Ekonomi och upphandling",
        "IT och digitalisering",
        "Näringsliv",
        "Räddningstjänst",
        "Kollektivtrafik",
    ),
    "Barn- och utbildningsnämnden": ("Grundskola", "Förskola", "Fritidshem", "Anpassad grundskola", "Elevhälsa"),
    "Socialnämnden": ("Barn och familj", "Ekonomiskt bistånd", "Vuxenstöd", "Familjerätt", "Öppenvård"),
    "Vård- och omsorgsnämnden": (
        "Särskilt boende",
        "Hemtjänst",
        "Hälso- och sjukvård",
        "Funktionsstöd",
        "Daglig verksamhet",
    ),
    "Tekniska nämnden": ("Gator och vägar", "Parker och lek", "Lokalvård", "Måltider", "Vatten och avlopp"),
    "Kultur- och fritidsnämnden": ("Bibliotek", "Idrottsanläggningar", "Kulturskola", "Föreningsstöd", "Ungdomsgårdar"),
    "Miljö- och byggnadsnämnden": ("Bygglov", "Miljötillsyn", "Kart och mät", "Livsmedelskontroll"),
    "Gymnasienämnden": ("Gymnasieskola", "Vuxenutbildning", "Svenska för invandrare", "Yrkeshögskola"),
    "Arbetsmarknadsnämnden": ("Arbetsmarknadsinsatser", "Feriejobb", "Integration"),
    "Överförmyndarnämnden": ("Ställföreträdare", "Tillsyn av förvaltare"),
    "Valnämnden": ("Val till riksdagen", "Röstmottagning"),
    "Servicenämnden": ("Fastighetsdrift", "Fordon", "Kontaktcenter", "Kost", "Lokalförsörjning"),
}

KINDS = (
    ("income", ("Verksamhetens intäkter", "Intäkter", "Summa intäkter")),
    ("staff", ("Personalkostnader", "Personal", "Löner och arvoden")),
    ("premises", ("Lokalkostnader", "Lokaler och hyror", "Hyror")),
    ("purchases", ("Köp av verksamhet", "Köpt verksamhet", "Entreprenader")),
    ("grants", ("Lämnade bidrag", "Bidrag till enskilda", "Bidrag och transfereringar")),
    ("goods", ("Material och tjänster", "Varor och tjänster", "Övriga driftkostnader")),
    ("capital", ("Kapitalkostnader", "Avskrivning och internränta", "Avskrivningar")),
)

PROJECTS = (
    "Ny förskola Lindbacken", "Ombyggnad av simhallen", "Gång- och cykelväg Norrleden", "Reinvestering gatubelysning",
    "Skolgårdar, utemiljö", "Inventarier", "Vattenledning etapp 2", "Ny idrottshall", "Tillgänglighetsåtgärder",
    "Brandlarm och passersystem", "Byte av tak, Ekskolan", "Lekplatser", "Bro över Kvarnån", "Storkök, upprustning",
    "Gruppbostad Solängen", "Trygghetsboende Åkern", "Fordonsköp", "Nätverk och servrar", "Dagvattendamm",
    "Ridanläggning", "Avloppsverk, ny linje", "Bibliotek, inredning", "Torget, ny beläggning", "Energiåtgärder",
)  # fmt: skip

# title, unit, whether more is better, roughly where it lies, spread
INDICATORS: tuple[tuple[str, str, bool, float, float], ...] = (
    ("Elever i åk 9 som är behöriga till yrkesprogram", "%", True, 84, 5),
    ("Brukarbedömning hemtjänst, helhetssyn", "%", True, 88, 4),
    ("Brukarbedömning särskilt boende, helhetssyn", "%", True, 79, 5),
    ("Invånare som får svar på e-post inom två dagar", "%", True, 86, 8),
    ("Invånare 0–19 år i ekonomiskt utsatta hushåll", "%", False, 8, 3),
    ("Kostnad per betygspoäng", "index", False, 342, 20),
    ("Handläggningstid för bygglov, median", "dagar", False, 38, 9),
    ("Väntetid till särskilt boende", "dagar", False, 41, 12),
    ("Medarbetarengagemang (HME)", "index", True, 78, 3),
    ("Andel fossilfria fordon", "%", True, 61, 12),
    ("Ekologiska livsmedel i kommunens kök", "%", True, 34, 6),
    ("Hushållsavfall per invånare", "kg", False, 398, 25),
    ("Deltagartillfällen i ungdomsverksamhet", "antal", True, 31, 6),
    ("Nöjd kund-index för företagare", "index", True, 73, 4),
    ("Nöjd region-index, trygghet", "index", True, 58, 5),
    ("Andel heltidsanställda", "%", True, 74, 6),
    ("Energianvändning i egna lokaler", "kWh/kvm", False, 142, 12),
    ("Elever som trivs i skolan", "%", True, 90, 4),
    ("Ungdomar som fullföljer gymnasiet inom tre år", "%", True, 72, 5),
    ("Personalkontinuitet i hemtjänsten, antal personal på 14 dagar", "antal", False, 15, 3),
    ("Aktiva låntagare per tusen invånare", "antal", True, 265, 30),
    ("Sjukfrånvaro i förskolan", "%", False, 9, 2),
    ("Vatten som inte debiteras", "%", False, 18, 4),
    ("Upphandlingar med miljökrav", "%", True, 55, 12),
)

GOALS = (
    "Alla barn och unga når sin fulla potential", "En trygg och självständig ålderdom",
    "Ett näringsliv som växer", "Klimatneutral kommunal verksamhet", "En ekonomi i balans över tid",
    "Attraktiv arbetsgivare med låg ohälsa", "Snabb och begriplig service", "Levande kultur i hela kommunen",
    "Trygga offentliga miljöer", "Hållbart byggande i alla orter", "Minskat utanförskap", "God vattenstatus",
)  # fmt: skip

ASSIGNMENTS = (
    "Utreda samlokalisering av bibliotek och medborgarservice", "Ta fram en lokalförsörjningsplan",
    "Införa digital signering", "Se över taxan för bygglov", "Pröva kortare ledtider i rekrytering",
    "Kartlägga tomma lokaler", "Ta fram en plan mot våld i nära relationer", "Minska matsvinnet i skolköken",
    "Erbjuda språkträning på arbetsplatser", "Utreda gemensam växel med grannkommunerna",
    "Ta fram en ny översiktsplan", "Stärka barnrättsperspektivet i beslut", "Uppdatera krisledningsplanen",
    "Revidera reglementet för intern kontroll", "Inrätta ett ungdomsråd", "Utreda avgiftsfri kollektivtrafik för äldre",
    "Energikartlägga de tio största fastigheterna", "Ta fram en kompetensförsörjningsplan",
)  # fmt: skip

SCHOOLS = (
    "Ekskolan", "Lindskolan", "Norra skolan", "Åkerskolan", "Björkskolan", "Sjöskolan", "Kvarnskolan", "Hedskolan",
    "Tallskolan",
)  # fmt: skip
AGE_GROUPS = ("29 år eller yngre", "30–49 år", "50 år eller äldre")
MONTHS = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober",
          "november", "december")  # fmt: skip
