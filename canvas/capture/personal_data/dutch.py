"""Words by which names in Dutch (and English) speech are told from other words with a capital; all in lower case."""

from canvas.capture.word_sets import words

# words that often begin a sentence, or that automatic captions write with a capital
COMMON = words(
    """
    aan aangezien achteraf af afgelopen al alle alleen allemaal alles als alsjeblieft alsof altijd ander andere
    anderen anders begrijp begin beide beiden bekijk bel ben bent bepaalde beste bij bijna bijvoorbeeld binnen blijf
    blijkbaar blijkt boven bovendien buiten d'r daar daarbij daardoor daarmee daarna daarnaast daarom daarop
    daarvoor dacht dag dan dank dankjewel dat de deden deed degene denk deze dezelfde dicht die dien dingen dit doe
    doen doet door doordat dragen drie dus dat's echt echter een eens eerder eerlijk eerst eerste eigenlijk eind
    eindelijk elk elke en enerzijds enkele er erg ergens even eventueel fijn gaan gaat ga geef geen gelukkig
    gemiddeld genoeg geven gewoon ging gisteren goed goede goedemiddag goedemorgen graag groot grote haal haar had
    hadden hallo hartelijk heb hebben hebt heeft heel heen hele helemaal hem hen het hetzelfde hetgeen hier hierbij
    hij hoe hoeveel hoewel hoezo hoi hoor houd hun ieder iedere iedereen iemand iets ik immers in inderdaad indien
    inmiddels ja jaar jawel je jij jou jouw juist jullie kan kijk klaar klein klinkt klopt kom komen komt kon konden
    kort kortom kun kunnen kunt laat laatst laatste laten leuk liever ligt loop maak maakt maar maken me mee meer
    meestal men mensen met mij mijn minder misschien moest moet moeten mooi morgen mogen mocht na naar naast nadat
    namelijk natuurlijk nee neem net niemand niet niets niks noem nog nooit normaal nou nu of ofwel oh oke oké om
    omdat onder ondanks ondertussen ongeveer ons onze ook op opeens over overal overigens pas per praktisch precies
    prima punt redelijk rond ruim samen save sinds sindsdien slechts snap soms sommige sowieso stel steeds sterker
    stond straks te tegen tegenwoordig tenminste tenzij terug terwijl tevens tijdens toch toen tot totdat tuurlijk
    twee tweede u uh uhm uit uiteindelijk uiteraard uw vaak van vanaf vandaag vanuit vanwege vast veel veelal
    vergeet verder verschillende vertel vervolgens vier vind vinden vindt volgend volgende volgens voor vooral
    voordat voornamelijk vorig vorige vraag vragen vrij waar waarbij waardoor waarin waarom waarschijnlijk waarvan
    was wat we weer weet weinig wel welk welke welkom werd werken wie wij wil wilde wilden wilt willen word worden
    wordt zal zat ze zeer zeg zegt zei zeker zelf zelfs zet zich zie ziet zij zijn zit zo zoals zodat zodra zolang
    zonder zou zouden zullen zult zowel eh ehm hm hmm tja joh hè hé ach och aha oftewel respectievelijk kennelijk
    momenteel desondanks desalniettemin desgevraagd enfin afijn trouwens vijf zes zeven acht negen tien honderd
    duizend miljoen derde halverwege nogmaals vroeger later spreek ken sprak kende belde bedankt mailde mail vroeg
    helaas dagen weken maanden jaren a about actually after again all also although an and another any are as at
    basically be because been before but by can could did do does don't each either every exactly first for from
    good great has have he hello her here hi his how however i i'm i'd i've i'll if indeed into is it it's its just
    last let like many may maybe more most much my never next no nobody not now ok okay on once one only or other
    others our out perhaps please probably quite really right says she should since so some sometimes still such
    sure thank thanks that that's the their them then there there's these they they're this those though through to
    today tomorrow too two under until up us very we're we've well were what what's when where whether which while
    who why will with would yeah yes yesterday yet you you're your ask call see
    """
)

# what has a capital and is nobody's name: days, months, languages, feasts, what people belong to
CAPITALISED = words(
    """
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus
    september oktober november december monday tuesday wednesday thursday friday saturday sunday january february
    march may june july august october kerst kerstmis pasen pinksteren sinterklaas koningsdag ramadan suikerfeest
    nederlands nederlandse nederlander nederlanders nederlandstalig engels engelse engelstalig duits duitse duitser
    duitsers frans franse belgisch belgische vlaams vlaamse turks turkse marokkaans marokkaanse syrisch syrische
    syriër syriërs eritrees eritrese oekraïens oekraïense oekraïner oekraïners pools poolse polen spaans spaanse
    italiaans italiaanse arabisch arabische europees europese amerikaans amerikaanse chinees chinese surinaams
    surinaamse fries friese brabants limburgs dutch english german french turkish polish spanish arabic european
    american christelijk islamitisch covid corona internet google teams zoom excel word powerpoint whatsapp linkedin
    facebook youtube outlook windows
    """
)

# well-known places: proposed, but kept unless one says otherwise
PLACES = words(
    """
    nederland belgië duitsland frankrijk europa spanje italië polen turkije marokko syrië eritrea oekraïne suriname
    netherlands belgium germany france europe groningen friesland fryslân drenthe overijssel flevoland gelderland
    utrecht noord-holland zuid-holland zeeland noord-brabant brabant limburg randstad veluwe achterhoek twente
    noordoostpolder rivierenland betuwe salland amsterdam rotterdam haag den-haag eindhoven almere breda tilburg
    nijmegen enschede haarlem arnhem zaanstad amersfoort apeldoorn hoofddorp maastricht leiden dordrecht zoetermeer
    zwolle deventer delft alkmaar heerlen venlo leeuwarden hilversum assen emmen hengelo almelo lelystad dronten urk
    emmeloord kampen harderwijk ede wageningen helmond oss roosendaal middelburg vlissingen terneuzen gouda
    purmerend schiedam spijkenisse nieuwegein veenendaal zeist houten doetinchem tiel hardenberg meppel hoogeveen
    drachten sneek heerenveen roermond sittard weert brussel antwerpen gent berlijn parijs londen
    ijssel rijn waal vecht berkel dinkel regge linge lek maas eem amstel merwede noordzee waddenzee ijsselmeer
    """
)

# words in the name of an organisation, a place to live or a scheme
ORGANISATION = words(
    """
    academie associatie bank bedrijf bibliotheek bond bureau bv b.v centrum centraal college combinatie commissie
    coöperatie cvba dienst directie faculteit fonds gemeente gemeenschap genootschap groep hogeschool huis institute
    instituut inspectie kamer kabinet kliniek lab ministerie mbo minister netwerk nv n.v onderwijs open organisatie
    partij platform politie project programma provincie raad regio rijksdienst rijk roc school staat stichting team
    techniek technisch uitkeringsinstituut unie universiteit vakbond vereniging vof waterschap werkbedrijf werkplein
    werkgevers werkgeversservicepunt wijk ziekenhuis zorg tweede eerste perspectief campus fieldlab innovatie straat
    laan plein weg kade dijk installatie installaties bouwgroep bouw transport beton metaal logistiek holding
    bedrijven bedrijvenpark bedrijventerrein innovatiecentrum techniekhuis vakschool praktijkschool unie cluster
    university council municipality foundation association chamber company group
    """
)

# between first name and surname
PARTICLES = words(
    "van de den der ten ter te von vom zu het 't la le les du des di da dos del della el al ben bin ibn abu op vande "
    "vander vanden ver aan bij uit in onder over voor 's"
)
# the first of those; others only follow these, so that “Karin in Zwolle” is no name
LEADING = words(
    "van de den der ten ter te von vom zu la le du di da dos del della el al ben bin ibn abu 't vande vander vanden ver"
)

# what stands before a name: the word behind it is one, even where it is said once
TITLES = words(
    """
    meneer mijnheer heer mevrouw mevr mw juffrouw dhr mr mrs ms miss mister sir dr drs ir ing prof professor dokter
    wethouder burgemeester gedeputeerde collega juf meester tante oom coach docent directeur mej mevr. raadslid
    kamerlid statenlid teamleider teamleidster voorzitter secretaris penningmeester kwartiermaker lector decaan
    conciërge mentor bestuurder manager programmamanager adviseur praktijkbegeleider buurman buurvrouw opa oma neef
    nicht minister staatssecretaris rector dominee ds pastoor notaris advocaat rechter mevrouwen heren projectleider
    """
)
# of these, the ones that say what somebody does: a subject or an organisation may follow them too
FUNCTIONS = words(
    """
    collega coach docent directeur minister projectleider rector staatssecretaris teamleider teamleidster voorzitter
    secretaris kwartiermaker lector mentor bestuurder manager programmamanager adviseur praktijkbegeleider
    """
)
ABBREVIATED = words("mevr mw dhr mr mrs ms dr drs ir ing prof st jr sr ca bijv bv nr tel")

# labels that say what a speaker is, not who
INTERVIEWER = words("interviewer interviewster onderzoeker onderzoekster researcher host moderator vraagsteller")
NOBODY = words(
    """
    spreker sprekers speaker speakers respondent respondenten deelnemer participant gast guest onbekend unknown
    anoniem anonymous persoon person stem voice antwoord vraag answer question extern external intern you jij ik me
    geïnterviewde interviewee panellid tolk interpreter iedereen all groep group kamer room vergaderruimte
    """
)

# frequent first names: a name like this is one even where it is said once
FIRST_NAMES = words(
    """
    aad aafke abdel abdul adam adriaan ahmed aisha albert alex alexander ali alice amber amina amir amy andré andrea
    anita anja anke ankie ann anna annelies annemarie annemiek anne anneke annet annette annie anouk anton antoine
    arend arie arjan arjen arnold astrid ayse bart bas bastiaan beatrix bert berend bernard bianca bob bram brenda
    brigitte bruno carin carla carlo carolien caroline casper cees charlotte chantal chris christa christel
    christiaan christine cor coen corine corrie cynthia daan dagmar daniël daniel daniëlle danny david debbie dennis
    derk desiree diana diederik dick dieuwke dinie dirk dominique dorien douwe edith eddy edwin eefje elena elif
    elisabeth ellen elly els elske emma emre eric erica erik erna ernst esther eva evelien evert fatih fatima fatma
    femke ferdinand fenna floor floris frank frans fred freek frits gea geert gerard gerrit gerda gert gijs gonda
    greet guus hanneke hannie hans harm harold harry hasan hassan heleen helena helga hendrik henk henny henri
    henriëtte herman hester hilde hilda hugo huub ibrahim ilse ilona ina inge ingrid irene iris irma ivo jaap jacob
    jacqueline jan janine janneke jannie janny jasmijn jasper jeanette jelle jeroen jessica jet joan joanna job
    jochem joep joëlle johan johanna john jolanda jolien joop joost jordy joris jos josé jose josephine josine joyce
    judith julia jurgen jurre karel karen karim karin karlijn kees kevin khalid kim klaas koen koos lars laura
    laurens leila leo leon leontien lennart leonie liesbeth lieke lies lilian linda lisa lisette loes lotte louis
    louise lucas lucia luuk maaike maarten machteld madelon mandy manon marc marcel marcella margreet margriet maria
    marian marianne marie mariëlle marieke marijke marina mario marion mariska marit marja marjan marjolein mark
    marleen marlies marloes marten martha martijn martin martine matthijs mathilde maud maurice max mehmet meike
    melanie melissa menno merel michael michel michelle michiel mieke miep mike milou mirjam miriam mirte mohamed
    mohammed monique moniek mustafa myrthe nadia nancy naomi nathalie nico nicole niek niels nienke nina noor nora
    olaf olga omar onno oscar otto pascal patricia patrick paul paula pauline peter petra philip pien piet pieter
    pim quinten rachel ralph ramon raymond rebecca reinier remco renate rené renée renske richard rick rik rina rita
    rob robert robin roel roelof roger roland rolf romy ron ronald roos rosa rosalie roy ruben rudolf ruud saar
    sabine samir sander sandra sanne sara sarah saskia sebastiaan selma sem sharon sietske silvia simon simone sjaak
    sjoerd sofie sophie stefan stefanie stella stephan steven stijn suzan suzanne sven sylvia tamara tanja ted teun
    theo thijs thomas tim timo tineke tinus titia tjeerd tom ton toon trudy truus twan ursula valerie vera veerle
    victor vincent viola wendy wessel wiebe wieke wietske wilco wilhelmina willem willemijn wilma wim wouter yasmin
    yasmina youssef yvette yvonne yusuf zeynep
    """
)
