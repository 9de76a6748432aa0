"""Names, towns, organisations and streets to write sentences with, apart from what the product knows.

Surnames and first names are general knowledge of what people in the Netherlands are called; any pair of them is drawn
by chance and means nobody.
"""


def _words(text: str) -> list[str]:
    return text.split()


FIRST_NAMES = _words("""
Aaltje Abel Adriaan Ahmed Aleida Alwin Anouk Annemiek Arjan Arnoud Ayse Bart Bas Berend Bianca Bram Carla Carolien Cees
Chantal Christel Coen Daan Daphne Derk Dianne Dinie Dirk-Jan Doortje Edwin Eefje Egbert Elif Ellen Elske Emma Engbert
Erik Evelien Fatima Femke Fenneke Floor Floris Frank Freek Gea Geert Geert-Jan Gerben Gerda Gerlof Gertjan Gerwin Gijs
Gradus Grietje Hakan Hanneke Harmen Hassan Hedwig Heleen Hendrik Henk Hennie Hermien Hilde Hylke Ibrahim Ilse Ineke
Ingrid Jaap Jan Jannes Janneke Jantien Jasmijn Jelle Jennie Jeroen Jitske Joep Johan Jolanda Joost Joris Judith Jurgen
Karel Karin Karlijn Kees Khalid Klaas Klaske Koen Lammert Laura Leendert Liesbeth Lieke Linda Lotte Lubbert Maaike
Maarten Malika Margriet Marieke Marjan Mark Marleen Martijn Mehmet Meike Menno Mieke Mirjam Mohamed Monique Mustafa
Nadia Naima Nienke Niels Nynke Okke Oene Olga Omar Otto Patricia Paul Pauline Petra Pier Pieter Pim Pleun Quirine
Rachid Ramon Reinder Renske Riekele Rik Rinse Robbert Roelof Roos Rudy Ruben Ruurd Sander Saskia Sietske Sjoerd Sofie
Stefan Stijn Suzanne Sven Swaantje Sytske Tamara Teun Theo Thijs Tineke Titia Tjitske Tom Trijntje Truus Tygo Ursula
Vera Victor Vincent Wanda Wessel Wiebe Wieneke Wietske Wilco Willemijn Wilma Wim Wobke Wouter Wytze Yasmin Youssef
Yvonne Zeynep Zwanet Anne-Marie Jan-Willem Bertine Ghislaine Lodewijk Tiemen Evert-Jan Harm Minke Roswitha Sylvana
""")


# plain surnames: no words, no towns; a good part of them from the Achterhoek, Twente, Friesland and abroad
SURNAMES = (
    """
Jansen|de Vries|Bakkenes|Postma|Hoekstra|Dijkstra|Veenstra|Zijlstra|Terpstra|Wiersma|Bouwman|Willemsen|Hendriksen
Gerritsen|Peters|Jacobs|Smeets|Hermans|Martens|Wouters|Evers|Scholten|Nijland|Lammers|Kuipers|Huisman|Verhoeven
van den Berg|van der Meulen|van der Linden|van den Heuvel|van der Heijden|van Leeuwen|van Vliet|van Beek|van der Veen
van Wijk|van der Laan|van Dongen|van Rooijen|van der Ploeg|van Doorn|van Veen|van Loon|van der Velden|van den Brink
ten Brinke|ten Berge|ter Horst|ter Braak|te Kolstee|te Winkel|Roerdink|Wolterink|Lammertink|Averink|Bennink|Hesselink
Klein Goldewijk|Klein Hesselink|Groot Wassink|Groot Bramel|Oude Luttikhuis|Nijenhuis|Rouwenhorst|Wiggers|Zweverink
Hulshof|Meerdink|Obdeijn|Rensink|Rexwinkel|Rutgers|Schreurs|Sessink|Stapelbroek|Stortelder|Tannemaat|Tenbült|Tieltjes
Vaarwerk|Veldboer|Wassink|Weenink|Weijers|Wesselink|Wevers|Wieggers|Wissink|Wopereis|Zents|Zieverink|Hilderink
Heusinkveld|Hoenink|Heinen|Harbers|Grooters|Gosselink|Garstenveld|Freriks|Esselink|Eijsink|Engelbarts|Duitshof|Dibbets
Demkes|Buunk|Bulsink|Breukink|Brethouwer|Bosveld|Bomers|Bluemink|Berendsen|Beernink|Bannink|Arentsen|Abbink|Aalderink
Boersma|Bijlsma|Bruinsma|Dijksma|Eisma|Faber|Feenstra|Fokkema|Galama|Haarsma|Hiemstra|Hofstra|Jellema|Jongsma
Jorritsma|Kooistra|Leenstra|Miedema|Minnema|Nauta|Osinga|Palstra|Poelstra|Popma|Reitsma|Rienstra|Roorda|Sietsma|Sinnema
Smedema|Spoelstra|Sybrandy|Talsma|Tolsma|Tuinstra|Vellinga|Wagenaar|Wierda|Wijnstra|Woudstra|Ykema|Zandstra|Zuidema
Adriaansen|Aertsen|Baltussen|Bastiaansen|Beckers|Bekkering|Boelens|Boeijen|Boogaard|Boomgaards|Bosscher|Bouwhuis
Broekhuizen|Bruggink|Bruins|Bueving|Buitenhuis|Claassen|Coenraads|Cornelissen|Cuperus|Daemen|Damhuis|Delissen|Derksen
Diepenbroek|Dolman|Driessen|Drost|Dullaert|Eggink|Egberts|Elferink|Elzinga|Engelen|Fransen|Frencken|Geerdink|Geurts
Gielen|Goossens|Groothuis|Haverkort|Heemskerk|Heerkens|Heijnen|Helmink|Hendrikx|Hoedemaker|Hoefnagel|Hoevenaars
Hogenboom|Holtkamp|Hoogland|Huijbers|Huizinga|Hulsebosch|IJzerman|Jaspers|Joosten|Kamphuis|Kapteijn|Keijzer|Kempers
Kersten|Klaassen|Kleinjan|Kloosterman|Knoef|Koenders|Kolkman|Kortekaas|Kraaijeveld|Kruithof|Kuijpers|Lankhorst|Leferink
Leusink|Lindeboom|Linssen|Lohuis|Luijendijk|Maassen|Manders|Meeuwsen|Meijerink|Mensink|Moerman|Morsink|Nagtegaal
Nieuwenhuis|Nijhof|Nolten|Odijk|Olthof|Oonk|Oosterhuis|Otten|Overbeek|Paalman|Pasman|Peerdeman|Philipsen|Pieterse
Ploegmakers|Poortman|Pronk|Putman|Raaijmakers|Reijnders|Ribbers|Rietveld|Rikkerink|Roelofsen|Rombouts|Rozema|Ruesink
Saris|Scheffer|Schippers|Schoemaker|Schuurman|Seegers|Sikkens|Slotboom|Smeenk|Snellen|Spanjers|Spekreijse|Steenbergen
Stoffels|Strijbosch|Swinkels|Teunissen|Theunissen|Thijssen|Tijhuis|Timmers|Toonen|Uijterlinde|Urgert|Vaessen|Veldhuis
Verbeek|Verburg|Verhagen|Verkerk|Vermeulen|Verstappen|Vloedgraven|Voskamp|Vreeman|Wagenvoort|Wegdam|Wegman|Weustink
Wichers|Wiefferink|Wielens|Wijnands|Willemse|Winkelman|Witteveen|Wolbert|Wubbels|Zandbergen|Zegers|Ziel|Zonnebeld
Yilmaz|Kaya|Demir|Özdemir|Çelik|Şahin|el Amrani|el Idrissi|Benali|Bouzid|Haddad|Nguyen|Tran|Singh|Mohammed|Hussein
Abdi|Silva|Pereira|Kowalski|Wójcik|Petrov|Ivanova|Popescu|Santos|Oluwole|Mensah|Okafor|Ramlal|Soekhoe|Wijngaarde
""".strip()
    .replace("\n", "|")
    .split("|")
)

# surnames that are a word, a trade, a town, or only particles and a word
AMBIGUOUS = (
    """
Klein|Groot|de Groot|de Jong|de Boer|de Wit|de Haan|de Bruin|de Graaf|de Koning|de Lange|de Leeuw|de Wolf|de Rooij
de Zwart|de Korte|de Rijk|de Goede|de Vos|de Ridder|de Klerk|de Smid|de Winter|de Ruiter|de Waard|Bakker|Visser|Smit
Mulder|Kok|Kuiper|Dekker|Brouwer|Kramer|Jager|Koster|Schipper|Koning|Prins|Keizer|Graaf|Bos|Boom|Bloem|Blom|Vink
Vogel|Haan|Wolf|Vos|Leeuw|Mees|Schaap|Lam|Kraai|Snoek|Zwaan|Zomer|Winter|Mei|Noord|Zuid|Post|Punt|Kroon|Ring|Kruis
Schild|Hamer|Bijl|Spijker|Anker|Mast|Zeeman|Zee|Meer|van der Meer|van der Zee|Dijk|van Dijk|van Dam|Dam|Brug
van der Brug|Sluis|van der Sluis|Poort|Molen|van der Molen|Kerk|van der Kerk|Toren|van den Toren|Berg|van Bergen|Veld
van het Veld|van de Velde|Brink|van den Bosch|van 't Hof|in 't Veld|op den Dries|Hof|Kamp|van der Kamp|Horst
van der Horst|Broek|van den Broek|Beek|van der Beek|Hoek|van Hoek|van der Hoek|Steen|van der Steen|van Zanten|ter Haar
ten Have|te Riele|ten Hove|ter Beek|van Assen|van Delft|van Leiden|van Tiel|van Zwolle|van Kampen|van Hoorn|van Ede
van Breda|van Oss|van Goor|van Lochem|van Zutphen|van Aalten|van Eibergen|Assen|Tiel|Goor|Oss|Epe|Olst|Putten|Hattem
Kort|Lang|Dik|Snel|Sterk|Stil|Vroom|Vroeg|Wijs|Best|Goedhart|Zoet|Bitter|Zout|Peper|Appel|Roos|van Rossum|Linde
van der Linde|Eik|Tak|Haver|Koren|Bol|Bult|Put|Plas|Vaart|Gracht|Wal|Stad|Straat|van Straaten|Plein|Weg|Laan
van der Lans|Heide|van der Heide|Duin|van Duin|Zand|van 't Zand|Koper|Zilver|Hout|Riet|Ploeg|Wagen|Boot
""".strip()
    .replace("\n", "|")
    .split("|")
)

TOWNS = _words("""
Zelhem Doetinchem Winterswijk Aalten Lochem Borculo Eibergen Groenlo Ruurlo Vorden Zutphen Deventer Zwolle Apeldoorn
Arnhem Nijmegen Tiel Ede Wageningen Barneveld Harderwijk Almere Lelystad Dronten Emmeloord Urk Kampen Meppel Hoogeveen
Emmen Assen Groningen Leeuwarden Sneek Heerenveen Alkmaar Hoorn Haarlem Amsterdam Utrecht Amersfoort Gouda Delft Leiden
Rotterdam Dordrecht Breda Tilburg Eindhoven Helmond Oss Venlo Roermond Maastricht Enschede Hengelo Almelo Rijssen Goor
""")


ORGANISATIONS = (
    """
Gemeente Bronckhorst|Provincie Gelderland|Hogeschool Saxion|Graafschap College|ROC van Twente|Stichting Vooruit
Bakker Techniek|Jansen Installatie BV|Kamer van Koophandel|UWV|Werkplein Oost|Zorggroep Achterhoek|Metaalunie
Koning Beton|Smit Bouwgroep|De Groot Transport BV|Regio Achterhoek|Waterschap Rijn en IJssel|Rabobank|Techniekhuis
Vereniging Bedrijfsleven|Universiteit Twente|Ministerie van Onderwijs|Platform Techniek|Boer en Zoon BV|Campus Noord
Innovatiecentrum De Steeg|Fonds Vakmanschap|Coöperatie De Eendracht|Bedrijvenpark Zuid
""".strip()
    .replace("\n", "|")
    .split("|")
)

STREETS = (
    """
Dorpsstraat|Kerkstraat|Molenweg|Burgemeester Galleestraat|Prins Bernhardlaan|Zutphenseweg|Lange Kerkdijk|Spoorlaan
Stationsplein|Brinkhof|Beatrixstraat|Jan Steenlaan|Hoofdweg|Havenkade|Sint Janssingel|Laan van Westroijen|Raadhuisplein
Wilgenpad|Eikendreef|Ambachtstraat
""".strip()
    .replace("\n", "|")
    .split("|")
)
