"""A second set of frames, names, towns, organisations and streets, made before its author read how names are found.

The frames are spoken Dutch: run-ons, hesitations, lists of people, possessives, double surnames, capitals, the end of
an e-mail. Frames 13, 16 and 20 hold what must not be taken for a person. Any pair of names is drawn by chance and
means nobody.
"""


def _words(text: str) -> list[str]:
    return text.split()


def _lines(text: str) -> list[str]:
    return text.strip().replace("\n", "|").split("|")


FRAMES = (
    "Ja nou, eh, {first} die zei toen van eh ja dat gaan we dus niet doen, hè.",
    "En toen kwamen {listed}, {listed} en {listed} d'r ook nog bij, dus toen zaten we met z'n zessen in {town}.",
    "Dat was {possessive} idee, niet dat van {org}.",
    "{Titled} had het er, ehm, met {initialled} over gehad, dacht ik, bij {org} of zo.",
    "Op een gegeven moment belt {double} en die zegt luister, zo doen we dat in {town} niet.",
    "Nee want {official} was toen al weg, dus dat liep via {official}.",
    "Dus ik zeg tegen {first}, ik zeg dat kost ons in 2024 gewoon 3 ton en 12 procent.",
    "{first} vond van niet.",
    "Hij is een {family} van de {street}, zo'n familie die al jaren in {town} zit.",
    "Dat heb ik van {full} gehoord en die had het weer van {full} van {org}.",
    "Met vriendelijke groet,\n{full}\n{org}\n{street}, {town}",
    "Kijk, {listed} en {listed}, die trekken dat, en verder, ja, eh, verder niemand eigenlijk.",
    "Wat {speaker} net zei, over de Excel en de Teams-omgeving, dat herken ik van Philips en van de Achterhoek.",
    "Toen was het {initialled}, later {initialled}, en nu weet ik het eerlijk gezegd niet meer.",
    "VERSLAG: {CAPITALS} EN {CAPITALS} WAREN AANWEZIG BIJ HET OVERLEG.",
    "Ik denk dat het in {town}, in de {street}, bij {org} zat, op dinsdag na Pasen, in het Duits en het Engels.",
    "De planning van {surname} klopte niet, en die van {org} ook niet, moet ik zeggen.",
    "Zonder {possessive} lijstje en zonder {surname} was er in maart geen leerling van het Graafschap College.",
    "Goh, dat is {full} geweest, die van {org}; wij noemden 'm altijd {first}.",
    "Kort gezegd, de bakker en de smid in {town} willen best, het is een groot plein, "
    "een klein beetje mei en wie wil die mag.",
)
TITLES = _lines("""
meneer|mevrouw|de heer|mevr.|mw.|dhr.|dr.|ing.|ir.|drs.|prof.|mr.|wethouder|burgemeester|directeur|gedeputeerde
""")
OFFICES = _lines("""
wethouder|burgemeester|directeur|meester|juf|dokter|dominee|pastoor|professor|rector|gedeputeerde|raadslid|teamleider
""")
FIRST_NAMES = _words("""
Aukje Bauke Bouwe Durk Eelke Fedde Froukje Geertje Gosse Hidde Jorrit Keimpe Lolke Marijke Oeds Pytsje Rixt Sikke
Tsjerk Ynskje Willemien Hermina Gerrit-Jan Berendina Harrie Bennie Tonnie Willy Toos Riet Riek Gerrie Wilmy Marinus
Teunis Arend Dinand Herman Jos Leny Nellie Derk-Jan Anton Bernard Hubert Jolien Emre Büşra Yasemin Cem Serkan Tuğba
Murat Özlem Selin Abdelkader Ilyas Soumaya Karima Noureddine Hafsa Driss Bilal Imane Sharmila Radjesh Winston Cheryl
Roy Soenita Delano Jaïr Agnieszka Małgorzata Paweł Krzysztof Kasia Wojciech Zofia Tomasz Noortje Jurre Fenna Tess Mats
Lizzy Quinten Bente Jip Fien Senna Xander Cornelis Jacobus Adriana Wil Roos Merel Storm Fleur Jet Ad Puck Bo Linde
Guus Rein Cor Nel Ans Mien
""")
ALSO_WORDS = frozenset(_words("Wil Roos Merel Storm Fleur Jet Ad Puck Bo Linde Guus Rein Cor Nel"))
SURNAMES = _lines("""
te Bokkel|Nijenhuis|Ten Barge|Wissink|Garritsen|Klein Poelhuis|Lenderink|Oonk|Lievestro|te Veldhuis|Kolkman|Wamelink
Hoftijzer|Navis|Bulten|ter Maat|Grevink|Bargeman|Zweers|Hummelink|Vruggink|Kappert|Geurkink|Nijman|Heezen|Loman|Kemink
Ebbers|Tuenter|Luimes|Krabbenborg|Donderwinkel|Hogenkamp|Groot Zevert|Oude Voshaar|Eggink|Sieverink|Onnink|Mengerink
Beusink|Slotman|te Brake|ter Bogt|Wiggers|Bouma|Hoekema|Sikkema|Dotinga|Atsma|Stienstra|Oosterhof|Wijbenga|Zwaagstra
Hylkema|Ypma|Haisma|Kloosterman|Rypma|Sjoerdsma|Tjalsma|Bootsma|Yıldız|Öztürk|Arslan|Doğan|Koç|Aydın|Polat|Kılıç
Erdoğan|Şimşek|Güneş|Karaca|el Khattabi|Bouali|Ouaziz|El Mansouri|Aït Hamou|Benhaddou|Azzouzi|Chakir|Tahiri|Ben Yaïch
Ramdin|Bhagwandin|Biharie|Pinas|Tjon A Fat|Jhinkoe|Kartosen|Sital|Esajas|Landveld|Nowak|Wiśniewski|Zieliński|Szymańska
Woźniak|Kamińska|Lewandowska|Jankowski|Mazur|Krawczyk|Koopmans|Verschuren|Oosterhuis|van Hasselt|van Oostrum|Langenberg
van Eijk|Brouwers|Kusters|Nelissen|Hoeksema|Kroes|Blaauw|Prinsen|Schouten|van Gelderen|Hermsen|Rasing|van der Sluijs
de Roo|van Voorst tot Voorst|d'Hondt|van 't Wout|O'Brien|van den Eijnden|van de Kamp|in den Bosch|uit den Bogaard
""")
AMBIGUOUS = _lines("""
Klein|Groot|de Groot|de Boer|de Jong|Bakker|Smit|Visser|Kok|Kuiper|Vos|Bos|Post|Prins|Koning|Winter|Mulder|Jager|Vogel
de Man|Goed|Pauw|Valk|Kool|Boon|Kers|Stoel|Schoen|Pels|de Kleine|de Oude|Borst|Oud|Jong|de Gier|Spaans|Vlaming|Engels
Bergen|Borger|Raalte|Laren|Velp|Vorden|Doorn|Heerde|Nijkerk|van Vorden|van Raalte|van Ommen|van Doesburg|Ten Have|Kort
van der Meer|van Dijk|van den Berg|van der Wal|van de Water|de Wilde|de Bruijn|de Beer|Haas|Meester|Schrijver|Sterk|Hart
""")
TOWNS = _words("""
Zelhem Hengelo Varsseveld Dinxperlo Gaanderen Terborg Ulft Silvolde Didam Zevenaar Lichtenvoorde Neede Haaksbergen
Gendringen Steenderen Bredevoort Vorden Laren Epe Putten Ermelo Nunspeet Raalte Ommen Hardenberg Steenwijk Hellendoorn
Nijverdal Oldenzaal Losser Velp Rheden Dieren Doesburg Wehl
""")
ORGANISATIONS = _lines("""
AOC Oost|Gemeente Oost Gelre|Gemeente Berkelland|Philips|Hendriks Metaal BV|Wissink Bouw|Ter Maat Logistiek BV|UWV|SBB
Installatiebedrijf Garritsen|Bakkerij Klein|Stichting De Brug|Kringloop Aktief|VNO-NCW|MKB Nederland|ROC Oost
Regio Stedendriehoek|Leerwerkloket Achterhoek|Van der Meer Accountants|Kantoor De Haan|Vakschool Techniek Oost
de Belastingdienst|Smart Hub Oost|Woningstichting Ons Huis|Zorgcentrum De Zonnebloem|Transportbedrijf Kuiper
""")
STREETS = _lines("""
Varsseveldseweg|Burgemeester van Nispenstraat|Dokter Schaepmanlaan|Koningin Wilhelminaplein|Jan van Galenstraat
Willem de Zwijgerlaan|Pastoor Jansenstraat|Bergstraat|Kruisbergseweg|Lage Heurnseweg|Anna van Burenlaan|De Veldoven
Prinses Margrietstraat
""")
