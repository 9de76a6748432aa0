"""Surnames and further first names that are frequent in the Netherlands, all in lower case, to tell names by.

The lists are general knowledge of what families are called; nobody in particular is meant. Surnames that are also an
ordinary word or a town stand apart: such a word is a name only beside a title, a first name or initials, or where it
has a capital within a sentence.
"""

from __future__ import annotations

from canvas.capture.word_sets import words

# surnames without what goes before them: “dijkstra”, and “broek” of “van den Broek” below
SURNAMES = words(
    """
    jansen janssen janssens jansma bakker visser smit smits mulder bos peters hendriks dekker brouwer dijkstra
    smeets schouten willems hoekstra koster jacobs verhoeven prins postma martens huisman vos bosman hermans wouters
    kok kuiper kuipers willemsen vermeulen schipper scholten gerritsen koning kramer scholte hofman driessen veenstra
    timmermans timmerman molenaar jonker groen vink sanders blom maas kuijpers evers ernst jong vries boer wit groot
    haan beek leeuw graaf dam heijden heuvel hoek meer linden berg broek brink bosch bruin bruijn vliet zanden ploeg
    velden velde ven horst heide wal wel water kamp kampen vermeer verbeek verhagen verschoor verkerk verburg verweij
    verduin vonk postmus postema bouwman bouma boersma bosma bruinsma dijksma eisma faber feenstra fokkema folkertsma
    galama haarsma hiemstra hoitinga hofstra hofstede huizenga jellema jelsma jongsma jorritsma keizer keuning
    kingma kooistra kuperus leenstra lolkema meijer meyer meijers miedema minnema mulderij nauta nicolai noordhof
    oosterhof oosterhuis osinga palma pietersma ploegsma poelstra poortinga popma postuma rienstra rijpkema
    rinsma roorda sijtsma sikkema sinnema sipma smedes soepboer spijkstra spoelstra stellingwerf sterkenburg stienstra
    strikwerda swierstra sybesma talsma terpstra tiemersma tilstra tolsma tuinstra veldhuis veldhuizen veltman
    vellinga veninga vlasblom vlietstra wagenaar wiersma wierda wijnstra woudstra wouda ykema zijlstra zandstra
    zuidema zwart zwarts zijlmans zeeman zegers wolters wolfs wolf wit witteveen wijnen wijers westra westerhof
    wessels weijers wegman vroom vrolijk vreeman voskuil voorn volkers vogels vogel vogelaar vlot vissers vinke
    verstegen verstappen verschuren vermaat verheul verheijen vereijken verdonk verboom venema velthuis veldman
    veldkamp vaessen uijterlinde tromp tols tinnemans timmer tijssen thomassen thijssen theunissen teunissen
    terlouw swinkels swart sterk stam stokkers stoffels stevens steenbergen staal spruit sprenger spierings
    spaans snijders snijder snel smink smeenk sluijter slot slager sijbesma simons sikkens sierksma severs seegers
    schuurman schuurmans schuiling schut schutte schreuder schoenmaker schippers schilder scherpenzeel schepers
    schaap sas ruiter rutten rutgers ruijs roos roelofs roelofsen rozema rozendaal rombouts rijnders rietveld
    reuvers renkema reijnders reinders raaijmakers putten pronk pruijn post poot pool ploegmakers plat pieters
    pieterse petersen peeters peerdeman pauw pater paas overbeek otten ottens oosterbaan oosterveld olthof oldenburg
    offermans odijk nooij nolten noordam nijland nijhuis nijhof nieuwenhuis nieuwenhuizen niessen neuteboom nelissen
    neijenhuis naber muller mulders mol moerman moonen mollema mies metselaar messemaker mensink melis mels meulman
    meinders meijerink meeuwsen mees maurits matthijssen massink marsman manders maassen luijten lubbers louwers
    loomans loman lodewijks linssen lindeman ligtvoet leeuwen leenders lammers lamers lambrechts laan kuijper kruse
    kruithof kruger kroon krol krijgsman kortekaas korting kornelis koops koopmans koopman konings kolk koers
    koenders koelewijn klunder kloosterman kloosterboer klomp kleinjan klaver klaassen kist kipp kessels kers
    kemper kempers keijzer keijsers kastelein karels karsten kamphuis kalkman joosten joosse jongen jonkers jonkman
    jaspers jansens jans jager hutten huting hulst huls huizinga huisken huijsmans houtman houben hoven hopman hoogland
    hoogeveen hoogenboom hool holtkamp holleman hollander hol hoksbergen hogenboom hofmans hoeve hoevenaars hobbel
    hilhorst hietbrink heuvelman hessels hertogs hermsen hermens herder hemmes helmink heijnen heijmans heerema
    heemskerk hazelaar haverkamp have hartog hartman harmsen harmsma hamers hakvoort hagen haar haak haagsma groothuis
    groothuizen groenewoud groenendijk groeneveld grimbergen goossens goosen goedhart goedbloed gielen geurts
    geurtsen gerrits gerards geerts geertsema geelen frijters franssen frankena fransen frans fontein flipse floor
    fikkert feijen engels engelen elzinga elshof elbers eijkelenboom eggink eerden eekhof duijn duijvestein driessens
    drost dros drenth douma doorn doornbos donkers donker dominicus dolman diks dijkman dijkhuis dijkgraaf
    dijkers dijck dijk diepeveen deurloo derksen derks denissen deelstra damen daalder cuppen cornelissen coenen
    claessens claassen buurman buursma buijs buijsman buitenhuis brugman bruggink bruins brugge broers broeders brands
    braam bouwmeester bouwhuis bouter boter bosscher boonstra boon boogaard boom bongers bomhof bolt bolhuis bol
    boelens boekhorst boekel blokland blokker blok bloemen bloem blankers blaauw biesheuvel biemans bijlsma bijl
    beunk beumer bettink bestman beuving bergsma bergman berends berendsen bekkers beijer beerens beekman beekhuis
    bats bax baas baars arts aarts alberts altena akkerman akkermans adriaanse abbink aalbers aalders yilmaz kaya
    demir sahin yildiz ozturk aydin arslan dogan kilic aslan cetin kara koc kurt ozdemir simsek el-amrani bouzid
    benali bennani el-idrissi haddad mansouri chaouch amrani idrissi tahiri ziani ouali hassani nguyen tran pham singh
    kumar khan ahmed mohamed hussein ali hassan ibrahim abdi osman silva santos pereira kowalski nowak wisniewski
    wojcik ivanova petrov popescu
    """
)

# surnames that are also a word, a town, a trade or a part of one: names only where something else tells so
AMBIGUOUS_SURNAMES = words(
    """
    groot klein kort lang jong oud wit zwart groen bruin grijs geel rood blauw dik dun sterk snel vroom vrolijk wijs
    goed best rijk arm vrij stil zoet bitter koud warm boer bakker slager smid kok visser jager herder koning keizer
    graaf prins ridder bisschop pastoor koster schipper timmerman metselaar schilder kuiper mulder molenaar brouwer
    kramer koopman dekker wever snijder schoenmaker kleermaker tuinman bosman zeeman schout burger meester boom bloem
    roos linde eik berk doorn tak blad bos veld berg dal heuvel meer beek water zee duin dijk dam sluis brug weg
    straat steeg laan plein huis hof kamp toren poort molen kerk kasteel burg stad dorp haan vos wolf leeuw beer haas
    konijn vogel valk arend uil raaf kraai mees vink spreeuw zwaan gans eend snoek baars zalm paard schaap lam bok
    geit mol das spin bij muis rat zomer winter lente herfst mei maandag vrijdag dag nacht morgen noord zuid oost west
    hoek kant rand streep punt appel peer kers pruim noot koren haver tarwe rogge brood boter kaas zout peper suiker
    wijn bier hamer zaag bijl spijker nagel ketting ring kroon kruis schild zwaard hoed broek jas das muts schoen laars
    ploeg wagen kar schip boot anker zeil mast vlag kool steen zand klei turf goud zilver ijzer staal koper hout riet
    post vroeg laat voorn post kuil put plas poel vaart gracht haven wal vest schans school tromp fluit harp trommel
    have haar hoeve horst brink broek velde woude akker gaarde meent es enk mark goor laar loo dael heide
    """
)

# towns that are surnames too (“van Assen”, “Tiel”): alone they say where, beside a first name or a title who
TOWNS = words(
    """
    ede assen delft leiden tiel zwolle deventer kampen hoorn alkmaar breda venlo weert oss goes meppel emmen hattem
    epe putten ermelo barneveld heerde olst ommen dalen dalfsen raalte wijhe holten goor diepenheim borculo lochem
    zutphen vorden ruurlo zelhem hengelo doetinchem gendringen aalten bredevoort winterswijk groenlo eibergen neede
    huizen bussum naarden laren blaricum weesp muiden diemen haarlem zandvoort heemstede hillegom lisse noordwijk
    katwijk wassenaar voorburg rijswijk schiedam vlaardingen maassluis brielle
    hoogeveen heemskerk rozendaal nieuwenhuizen oldenburg sterkenburg haarlemmermeer harderwijk urk nunspeet elburg
    genemuiden hasselt vollenhove steenwijk hardenberg coevorden almelo oldenzaal losser enschede haaksbergen delden
    borne rijssen nijverdal hellendoorn didam zevenaar duiven westervoort varsseveld dinxperlo ulft terborg silvolde
    gaanderen hummelo keijenborg hengelo velp rheden dieren brummen eerbeek loenen beekbergen ugchelen vaassen wijchen
    druten beuningen malden groesbeek cuijk boxmeer venray gennep uden veghel schijndel boxtel best son nuenen geldrop
    helmond deurne asten someren valkenswaard veldhoven eersel bladel reusel hilvarenbeek goirle rijen etten leur
    zundert bergen steenbergen tholen zierikzee hulst axel sluis cadzand domburg veere
    """
)

# further first names, frequent or regional (Achterhoek, Twente, Friesland), and of other origins
MORE_FIRST_NAMES = words(
    """
    aaltje aart abe abel ada adinda adri adrie aleida alida alie alien alieke alina alje alma alwin amalia anja anjo
    annebeth annechien anneloes annemieke annetta annick antje antonia antonie antoinette arianne ariane arjenne arno
    arnaud arnoud arnout arthur auke aukje ayla aylin ayoub babette barbara bart-jan beau ben benjamin benno bep berber
    berdien berta bertha bertie berto bertus beppie betsie betty bilal birgit bjorn bo boudewijn bouke bouwe bonne
    brecht bregje britt burak carel carly cas catharina catrien cecile celine charles cheyenne chiel christel christien
    claudia claire clara cobie cora cornelia cornelis corrina daniëlla daphne dave davy demi demy dewi dineke dini
    diny djamila doenja doetie donald dorine doris dora doutzen duuk ebbe ed edo eef eefke eduard eddie eelco eelke
    eibert ellie elke ella ellis elisa elise elly-ann elmar els-marie elsbeth emiel emile emilie emir emil engbert
    enise enno ewout ewoud eveline evi evy faas fabian fadime faisal farah fedde feike felix fenne fenneke feye
    ferry fien fieke fien filip finn fleur flip floortje folkert fokke fransje frederik frederike freerk freya frieda
    friso froukje frouke gabriel gabriëlle geeske geertje geertruida gemma georg george gerben gerbrich gerbrand geri
    gerdien gerhard gerjan gerlinde gerlof germa gerrie gerrit-jan gertjan gert-jan gerwin gina ginny giel gijsbert
    gineke gisela glenn grada gradus grard greetje grietje guido gwen hakan halil hamza hanna hannah hannelore hannes
    hanny harald harmen harmke harrie hayat hayo hedwig hedy heidi hein heino heleen hendrika hendrikje hendrina hennie
    henriette hermien hermine hidde hielke hilje hiske hinke hilde hind hubert huib huibert hylke iemke iepke ies ike
    ilham ilja ilya imane imke ineke ingeborg ingeborch ine isa isabel isabelle isabella ismail ivan ivar ivonne izaak
    jaapjan jac jaco jacoba jacobien jacobus jacolien jacomijn jaimy jamila jan-willem jan-peter jana janet janette
    janna janke jannes janneke jannetje jantien jantine jantje jarno jasmina jasmine jay jeffrey jelmer jelte jelger
    jennie jennifer jenny jeremy jesse jet jetske jette jetty jikke jildou jitse jitske jo joachim joan jobien jochen
    joey johannes johannis johnny joke jolein jolanda jolanthe jolle jonas jonathan jonna jonne jony jopie jora joram
    jorik jorien jorn jort joselien josefien josefine joset josje josée josta jouke joukje joël julian juliana julie
    juliëtte juul jurjen jurriaan justin justine kaat kaj kamal karst katinka katja kay kaylee keimpe kelly kenan
    kevin kiki kiran kirsten kitty klaartje klaske klazien koert kor korneel kornelis krijn kristel kyra laila lambert
    lammert lana lara lea leen leendert leida lena leni lenie lennard lenneke lenny leonard leonora leontine leonoor
    lex lia lian lidwien lidia lidy lieneke lien lies liesanne lieuwe lily linette lina lion lisanne lisa liset lisa
    livia liza lobke loek loeki lola lonneke loran lot loek lorenzo lou louisa lourens luca lucie luciënne luna luut
    lydia lynn maarten-jan maaike maartje mabel mahmoud maik maja malika malou manfred manon mara marcelle mare
    margaretha margot margo margriet mariam marianna maries marij marije marijn marike marilène marin marina marinus
    mariët marjanne marjet marjon marjorie mark-jan marlene marlinde marlou marrie marrit mart marta martie martijntje
    martina marthe marty marven mathieu mathijs mats matthias matthijs maura maureen mauro maxim meindert meine meinte
    melle melvin menno mees merijn merle merve mia michaela michaël mick mieke mies mike milan milo mila mina minke
    minne mirella mirre mirthe mischa mo moniek moos morris mourad mustapha myra myriam mylène nabil nadine nadja
    nanda nanne nannie natalie natasja nathan nel nelie nelleke nellie nelly nena nicky nicolaas nicolien nicolette
    nienke nils nine nina noa noah noël noëlle noortje nordin norbert nouria nynke obe odette oene okke olaf olav
    olivia olivier onne otto pam pamela paola pascale paulien paulus peer peter-jan peta petrus philippe philomena
    pier pieterbas pieter-jan piety pim pleun pol popke puck quint quirijn quirien rachid radboud rafael raf rahma
    ralf ramona ranomi raoul ranya rashid ravi rebekka reina reinder reindert reineke reinhard reinier reinoud reinout
    remi remmelt renee renger resi reyer rianne riet rie rients rikkert rieneke riemer ries rijk rik rikie rikst rineke
    ringo rindert rita-marie robbert robbie robbin roberta rochelle rocco roderick rodney roel-jan roelie roelien roelf
    roeland romana romeo romke romee roni ronnie roni rosanne rosita rowan rowena roxanne roy rozemarijn rudi rudie
    rudy ruth ruurd rutger ruben saba sabina sabri sacha said saïd salim salma salomé sam sami samantha samira samuel
    sandy sanderijn sanna sannie sarina sebas selena senna servaas sef seger sepp seth sharona sharon shirley sia siebe
    siebren siem sientje siep siets sietse sietske sigrid sijbren sijtze silke silvan silvana simen simon-peter
    sinan sipke sita sjaan sjaak sjef sjoukje sjors sofia sofieke sonia sonja soraya stacey staf stefania steffen
    stef steffie sterre stien stijntje sua sue susan susanna susanne suus suze swaantje sybren syl sylvana sylvester
    sylvie sytske sytze tabitha tako tamar tanya tara tarik ted teake tea teddy tess tessa tetje teuni teunis thea
    theodoor theodora theresa therese thérèse thijmen thirza thom tia tibbe tiago tijmen tijn tijs tilly timon
    tineke tinie tiny titus tjalling tjarda tjark tjitske tobias toine toke tom-jan tommy tonnie tonny tony toos
    trees trijntje trix troy truus tygo tyra tys ubbo ulrike umar ummu uwe vanessa veronica veronique vicky vincenza
    viktor vivian vivianne wander warner weia welmoed werner wessel wia wiebren wieger wieke wieneke wietze wieteke
    wijbrand wijnand wil wilbert wilco wilfred wiljan willeke willemien willemina willy willie wilmar winnie wiesje
    wob wolfgang wolter wout woutje wubbo wybe wytske wytze xander xandra yannick yara yasin yassin yassine ymke yme
    yolanda yoran yoeri yuri youri yousra ytje yvo zahra zakaria zarah zeger zehra zita zoë zoe zohra zwaan zwier
    egbert wanda dianne naima rinse lubbert quirine roswitha bertine zwanet tiemen wobke doortje albertje alberdina
    anneriek ariette berna bernd bertil bettie carlijn carola coby dagmara daria dieneke dinand dinja eelkje engelien
    esmee eunice evelyne ferdi folkje froukelien gerry gertie gertruda gery giny hannelies harma harriet heinrich
    hendrien henrieke herma herbert hilbert hillegonda ida imre jaantje jacquelien jantina jeannette jenneke jennigje
    jolanka jopke josephina klaasje klazina lambertus lammy leny lidwina liesbet lijsbeth lubbertus marieta marnix
    mathilda meta mieneke minie netty nelia nolda patrick petronella pietje pietertje pia raymonde reini reint remko
    riky roelfien rosalinde ruurdtje ryan seline siemen sijtje swannie tallina teunis theodorus tjerk tonia trientje
    ulla valentijn wendela wijnanda wilhelm wilna zef zwenneke
    """
)
