"""Holds first names and surnames by where they come from, all in lower case, beside the lists of `dutch_names`.

General knowledge of what people in the Netherlands are called; nobody in particular is meant. Names are also found when
they are written without their accents.
"""

from __future__ import annotations

from canvas.capture.word_sets import words

FIRST_NAMES_BY_ORIGIN = words(
    """
    aafje bennie benny aagje aagtje aaldert aart aartje ad adelheid adriana adrianus aeltsje agnes albertus alwine
    andries anke ans antoon antonius arjuna arnoldus atie bareld bart-jan bauke bea beb bente berendina bernadette
    bernardus bertje bets bien bonny boukje brandt bregtje carien carry cato charlotte christiane ciska claartje clazien
    clemens cock cornelie cornelius corstiaan daatje dave derk-jan dick diewertje dinant dingeman dirkje dirk-jan dolf
    door dries driek drikus durk eelkje eildert eimert ellis elsa elsje emmy engel ernestine evert-jan fea fedde fenna
    fennechien fenny ferdinand fineke foeke folkert franciscus froukje fokje garrit gart geertrui gees gerardus gerdina
    gerharda gerrigje gerritdina gerritje gerry gertrude gesina gies gijsje godfried gosse graddus grietinus grietje
    guusje haije hanna harrie harry hartger hayo heimen heintje hella hendrie hendrik-jan henk-jan herbert hermannus
    hermina hetty hidde hieke hilleke hilletje hugo ida ieke immie ineke inez ingmar irma isabel jaantje jacomina jaike
    jan-hendrik jan-dirk jan-jaap jan-kees janneke jannie jansje jantsje jarig jeltje jenne jenneken jikke jip jochum
    joke jolien jorinde jorrit jos jouk juliaan jurre jurrie kasper kea keimpe kirsten klaartje koba koenraad koop kor
    krelis krijn lambertina lammechien laurina leentje lenie leny lieske lineke lize lizzy loes lolke lon lotje lourens
    lubbe lubbigje luitzen lukas lumine lutger lutske maartje machiel manna margje maria mariet marijke marinka marjo
    marleen martinus mats meinie merel mia michelle mien mieneke mineke minie moniek nan neeltje nel nelly niekje
    nicolette nolda noortje nop oeds okke oltman oscar otto-jan paulien paulus petronella pieternel pietsje pleuni puck
    pytsje quinten reimer rein reinoudina rense rieks riek riekie riemke rientje riet rietje rikje rikkie rika rinske
    rixt roel roelfina rombout rommert sake sanne sara sen siebrand siegfried sierd sietsche sijbrand sikke sil simke
    sipkje sjerp sjoerdtje sjouke sjuul stans sterre stijn storm sybe sybrich sytse taeke teake teije thea theun tiemen
    tietie tineke tjebbe tjibbe tjits tjitze toos tonnie trea treesje trijn truida tsjerk tsjalling tymen ubel ulbe
    uilke vincent vrouwkje wabe walter warner wesselien wichert wiebrig wieke wiepkje wies wiets wijbren wijnanda wil
    wilhelmus willemke willie wilmy wim wineke wobbe wopke wubbe wubbigje wumkje wybren wytse ype ypkje ynskje ynte zus
    zwanetta zwannie abdullah adem ahmet akif ali alper altan arda asiye asli aslı atila atilla aydin ayhan ayla aynur
    aysegul ayşegül aysel ayşe aysun aytaç azize bahar baris bayram bekir belgin belma berat berk berkay betül birol
    bora burcu burhan büşra busra bülent bulent can canan cansu cem cemal cemil cengiz ceren ceyda ceylan cihan cihat
    davut demet deniz derya dilan dilara dilek dogan ebru ece ecem efe ekrem elçin emel emin emine emrah ender enes
    engin enver ercan erdal erdem eren erhan erkan erol ersin ertan ertugrul esin esma esra eylem eylül ezgi fahri faruk
    fatoş feride ferhat fevzi fikret filiz firat funda galip gamze gizem gökhan gokhan gül gulay gülay gulcan gülcan
    guler güler gulsen gülşen gülsüm gonul gönül güven hacer hakkı halide halime halis hande harun hasret hatice hayriye
    hilal hulya hülya hüseyin huseyin ilhan ilkay ilker ilknur imran ipek irfan ismet isa kaan kader kadir kadriye kazim
    kemal kerem kerim koray kubra kübra kürşat lale latif latife leman levent leyla mehtap melek melih melike meltem
    meral meryem merve mesut mete metin mevlüt mine mikail mukaddes murat musa muzaffer müge nalan nazan nazli nazlı
    nebahat necati necla necmettin nermin neslihan nesrin nevin nihal nihat nilay nilgün nuran nuray nurcan nurettin
    nuri nurten okan oktay olcay onur orhan osman oya ozan ozge özge ozgur özgür özlem ozlem pelin pinar pınar rabia
    rahime ramazan rana recep remzi resul reyhan ridvan rukiye saadet sabri sadik sadık safiye salih sebahat sedat seda
    sefa selahattin selami selcuk selçuk selda selim selin selma semih semra senay şenay senem serap serdar serhat
    serkan serpil sevda sevgi sevil sevim sevinç seyit sezen sezer sibel sinem soner songul songül suat sukran şükran
    suleyman süleyman suzan şahin tahir tahsin tamer taner tansu tarik tarkan taylan tekin tevfik tolga tugba tuğba
    tulay tülay tülin tuncay turan turgut ufuk ugur uğur umit ümit umut vedat veli volkan yakup yalçın yaşar yasar
    yasemin yavuz yeliz yeşim yildiz yilmaz yunus yusuf zafer zehra zekeriya zeki zeliha zerrin zübeyde zuleyha züleyha
    abdelaziz abdelhak abdelhakim abdelhamid abdelilah abdelkader abdelkarim abdellah abdellatif abdelmajid abdelmalek
    abdelouahed abdeslam abderrahim abderrahman abdessamad achraf adil adnane aicha aïcha alae amal amine aminah anas
    anass anissa anouar asma asmae assia ayman aymane ayoub aziz aziza badr bahija bouchra boujemaa brahim btissam
    chaima chaimae chafik chakib charifa dalila dounia driss el-mehdi fadoua fadma farid farida fatiha fatima-zahra
    fatima-zohra fouad fouzia ghizlane habib habiba hachim hafid hafida hafsa hajar hakim hakima hamid hamida hanae
    hanan hanane hasna hasnae hicham hiba houda hind houria ikram ilham ilias iliass ilyas ilyass iman imane imad issam
    jalal jamal jamaa jaouad kaoutar karim karima kawtar khadija khalil khadra laila lamia larbi latifa lahcen loubna
    mahjoub maryam mariem meriem meryam mimoun mimount mina mohammadi mohcine mohsin mouad moad mouna mounir mounira
    mourad moussa mustafa mustapha nabila nada nadir nadira naima naïma najat najib najiba nawal nisrine noor-eddine
    nora norddin nordine noureddine nourdin nouria omaima omaya otman othmane ouafa ouafae oualid oumaima oussama
    rachida rachidi radouan redouan redouane rahma rajae rania reda rida rkia rim saadia sabah sabrina sadia safae safia
    said saida saïda salah salaheddine salma salwa samira sanae sanaa sarah siham sihame soufian soufiane soukaina souad
    soulaimane soumaya soumia tahar taoufik tarek touria wafa wafae wahid walid wassim wiam widad yahya yasmine yassir
    yousra youness younes younis zainab zakia zaynab zineb zohra zouhair zouhra aarti aashish amrita anand anil anita
    anoradha anuradha aroen artie ashna asha ashwin astra bhagwandas biharie bisoendath bris chandra chandrika cheryl
    cynthia damayanti daphne dayanand delano dewika dharma dinesh djaienti djoewita errol farzana gaitrie ganesh gerold
    glenn harish henna humphrey indra indradj iwan jaïr jair jairo jaswant jerrel joan jurmain kamla kavita kenneth
    kishan kishen koemar krishna kries lakshmi latchman lesley lloyd lucien lucretia madhavi mahesh manisha marciano
    maureen maya melvin mellissa mitchell muriel nalini naresh natascha navin nirmala orlando parweez patrick poonam
    prem priscilla priya quincy rabin radha radjen radjesh rajesh rajiv raj rakesh ramesh ranjana reshma rewie rishi
    rita roshni rosita roy ruben rudi rudolf ruth sagar sandhya sanjay santosha satish savitri sewdien shaila shaniqua
    sharda sharmila sheila sherida shivani sieuw soenil soenita soeresh soerin steven sunil suraj surinder sushma tirza
    urmila usha varsha vidya vijay vikash vinod virginia wendel wensley wilgo winston xaviera adam agata agnieszka
    aldona aleksander aleksandra alicja andrzej aneta anna antoni arkadiusz artur barbara bartek bartlomiej bartłomiej
    bartosz beata bogdan bogusław boguslaw bozena bożena cezary czeslaw czesław damian daniel danuta dariusz dawid
    dominik dorota edyta elzbieta elżbieta ewa ewelina filip franciszek gosia grazyna grażyna grzegorz halina henryk
    ilona irena iwona iza izabela jacek jadwiga jakub jan janina janusz jaroslaw jarosław jerzy joanna jolanta józef
    jozef julia justyna kamil kamila karol karolina kasia katarzyna kazimierz kinga klaudia konrad krystian krystyna
    krzysztof kuba lech leszek lidia łukasz lukasz lucyna maciej magda magdalena malgorzata małgorzata marcin marek
    mariola mariusz marta marzena mateusz michal michał mieczyslaw mieczysław milena miroslaw mirosław monika natalia
    norbert oliwia pawel paweł patryk paulina piotr przemek przemyslaw przemysław radek radoslaw radosław rafal rafał
    remigiusz renata robert roman ryszard sebastian slawomir sławomir stanislaw stanisław stefan sylwester sylwia szymon
    tadeusz teresa tomasz urszula waldemar wanda weronika wieslaw wiesław wiktor wiktoria witold wladyslaw władysław
    wlodzimierz wojciech wojtek zbigniew zdzislaw zdzisław zofia zosia zuzanna zygmunt ahmad amanuel aron abel abdi
    abdirahman abdullahi asad ayaan bashir bilan biniam daud eden efrem filmon fowsia ghazal habtom hamdi hodan idil
    ifrah kibrom luul mahad mahamed mebrahtu meron mohamud mulugeta nasra natnael nima omid oleksandr olena oksana
    parisa parwana rahel reza robel samsam sahra semere senait shirin simret tesfay tesfaye tigist tsegay volodymyr
    yonas yohannes yuliia zahir andriy dmytro iryna kateryna mykola nataliia oleg olga serhiy svitlana tetiana vasyl
    yana alejandro ana andrei antonio bruno camila carlos catalina cristian cristina diego dragan elena fabio fernanda
    fernando francesca francesco giorgio giovanni giulia goran gonzalo hector ionut ivana ivo javier joao joão jorge
    juan jovana lorena luis manuel marco marija matteo mihai milica mirela miguel nikola nikolai pablo paolo pedro
    rafaela raluca ricardo rui sergio slobodan sofia stoyan tiago vasile vesna vladimir zoran aiden ashley brandon
    britney cindy danielle dylan elliot ethan jack jade jason jayden jim kim liam logan luke lynn madison megan molly
    nick noël oliver owen scott sean shane shannon spencer stacy tracy tyler wesley zara bram-jan fleur guus hein jet
    lieke-anne linde mees mijs morris noud pepijn pieke pip rens rosalin roos sam senn siem sofie-anne stef tess teddie
    ties tygo vera-lynn xem youri bo jop jelke pelle fos saar lotte-marie juul evi loek yara
    """
)

SURNAMES_BY_ORIGIN = words(
    """
    aalbers aalders aalderink abbink ampting arendsen arfman assink averesch bannink bargeman barge baten beerten
    beestman beltman bengevoord bennink beskers besselink beunk beusink bloemers bluemers boenink boesveld bokkel bolink
    bongers borkus bosgoed brake bramel braake breukink brethouwer brinke brinkerhof broam brummelman brusse bulten
    buunk carp dales damkot deunk dibbits dimmendaal donderwinkel doornink drenthen droppers duenk duitshof ebbers
    ebbing eelderink eggink elferink elschot engbers epping esselink fokkink freriks frerijks garritsen geerdink gelinck
    gerritzen geurkink geverink gierveld giesen goldewijk goorhuis gosselink gotink graven grevink groot-zevert
    grotenhuys gussinklo haafkes hagens harkink hartemink havekes heezen hesselink heusinkveld hietkamp hilferink
    hiddink hoebink hoftijzer hogenkamp holtslag houwers hulshof hummelink huinink iding ikink immink jolink kappert
    kamperman kemink kip klanderman kleinhesselink klompenhouwer knuvers kolkman kolstee konink koskamp kraaijenbrink
    krabbenborg krebbers kruisselbrink kuenen kusters lammerdink lansink leemkuil lenderink lensink leussink lievestro
    lieftink loman luimes lubbers luttikhold maalderink maatman maas-geesteranus maat makkink markerink meinen menkhorst
    mengerink menting mentink meuleman migchelbrink mombarg navis neerhof nengerman niemeijer nieuwenhuis nijenhuis
    nijman nijveld obbink onnink oonk oosterink ordelman ormel ovink papenborg pasman peppelman piek poelhuis pothof
    raben rademaker ratering reijerink reinders remmelink renskers reusink rexwinkel ribbink riefel rouwhorst ruesink
    rutgers scharenborg schieven schilderinck schuurink semmelink sieverink siebelink slotboom slotman smeitink
    spekschoor stemerdink stortelder streppel stroet takkenkamp tankink te-bokkel tenkink tiemessen tieltjes toebes
    tolkamp tuenter tuinte uiterweerd vaags veldboom veldhorst velthorst venderbosch vervelde visscher vossers voshaar
    vreman vruggink vruwink wagendorp wamelink wansink wassink weetink weggelaar weikamp wensink wentink weustenenk
    wieberdink wieskamp wiggers wikkerink winkelhorst wissink wissels woerts wolsink wolters wonnink woordes wullink
    zevert ziemerink zents zweers zweverink zwiers adema alkema andela atema atsma baarda bakema bangma beintema
    bergstra binnema bloemsma boelsma bonnema bootsma bouma brandsma bremer bruining buma buwalda cnossen dantuma deinum
    dotinga douwes dykstra eizema elsinga eringa feddema feitsma flapper fopma frankema gaastra geertsma glastra gorter
    greidanus gosliga haisma halbesma hamstra haitsma hania heeringa heida heinsma hellinga hettinga hoekema hoeksema
    hofman holwerda hylkema iedema jaarsma jagersma jansma jelgersma jonkman jorna kamstra keegstra kingma kloosterman
    kooi kuipers kuiken kramer lageveen land landstra leijenaar lettinga lolkema meindertsma meinsma monsma nicolai
    nijboer nijdam nijholt noordenbos noordmans obbema oenema okkema oostra oosterhaven osinga paulusma pelsma plantinga
    postma procee raap reinsma rispens rypma sangers scheltema schaafsma schotanus siccama sinnema sjoerdsma skrabanja
    slofstra smedinga soepboer spoelstra steenstra stienstra sytsma tamminga tania teitsma terwisscha tichelaar
    tiemersma tigchelaar tjalsma tjeerdsma torensma turkstra visserman wijbenga wiegersma wielinga wiersinga wijbrandi
    wijma wiltjer woldring ypma zeinstra zijlma zwaagstra zwerver acar akbas akbulut akdag akgun akin akkaya aksoy aktas
    akyuz albayrak alkan altin altun arikan arslan aslan atalay ates atici avci aydemir aydin aydogan aygun ayhan bal
    balci baran bas basar bayram bayrak bektas bilgin bilgic bozkurt bulut can candan celik cetin ceylan cicek cinar
    coban coskun dag dagdelen demir demirci demirel demirtas dincer dogan duman duran durmaz durmus ekinci elmas erdem
    erdogan eren erol ersoy ertas esen gok gokce gul guler gulsen gunay gunes gundogdu gunduz gur guven isik kaplan kara
    karabulut karaca karadag karagoz karakaya karakus karaman karatas kaya kayaalp keskin kilic kilinc kiraz kizil kocak
    koca koc kose koyuncu kucuk kurt kurtulus mutlu oguz okumus onal oz ozcan ozdemir ozdogan ozen ozer ozgur ozkan
    ozkaya ozmen ozturk ozyurek parlak pekdemir polat sahin sari sarikaya savas sen sener simsek soylu sonmez tas tasci
    tastan tekin temel tok toprak topal topcu tosun tuna tuncer turan turk turkmen unal uslu uysal uzun yalcin yaman
    yasar yavuz yazici yesil yigit yildirim yildiz yilmaz yuce yucel yuksel yurt zengin aalili abarkane abdellaoui abou
    aboulkacem achahbar afkir ahajjam ait akachar akkouh alaoui alami amhaouch amallah amezian anouar aouad arbaoui
    assaidi atmani ayadi aynan azahaf azouagh azzouz azzouzi bakkali bakali barkani belhaj belkacem belkadi benaissa
    benali benamar benchaib benhaddou benhammou benjelloun benmoussa bennis benomar bensaid benyaich berkane berrada
    bouali bouazza bouchikhi bouhaddou boukhari boulahrouz boumans boutahar bouzambou bouziane bouzian chafik chahid
    chakir chakroun charkaoui chaoui cherkaoui chentouf daoudi darkaoui dahmani douiri eddaoudi elbouazzaoui fadili
    faouzi farissi fassi filali ghazi hachmi haddadi haddou hajji hamdaoui hamdi hamidi hammouti hamou harrak harrouch
    hilali idrissi jaouhari jebbour kaddouri karimi kasmi khalfi khattabi khalloufi lahlali lamrabet lamrani laroussi
    lazaar mahdaoui mansouri marzouki messaoudi mimouni moussaoui mokhtari morabit naciri najib nejjari ouahabi ouaziz
    ouali ouchen ouled oulad oualit rahmouni rhazi saidi sadiki salhi sabri tahiri talbi taoufik tahri touzani wahbi
    yaakoubi yahyaoui yaich zaoui zarouali zahraoui zeroual ziane zouhri abhelakh amatali autar badloe baldew balgobind
    bansi bhagwan bhagwandin bhagwat bhola bihari biharie bissessur boedhoe brunings chotoe codrington debidien dhanes
    djwalapersad doekhi dwarka edam esajas ferrier gangaram ganga gopal girjasing hanuman hiwat isrie jagan jankie
    jhinkoe joemman jethoe kalpoe karg kartosen kishna koendjbiharie kromosoeto landveld lachman lalbiharie lalmohamed
    liauw mahabier mangal manichand mathoera misier mohan nandlal narain oemar oedit paal panday parmessar pawironadi
    pinas pherai rambaran ramautar ramcharan ramdas ramdhani ramdien ramdin ramkhelawan ramlal ramnath rampersad
    ramsoekh randjitsing redan resomardono ritfeld samson sardjoe sewpersad sewgobind sital soebhag soekhoe sookhlall
    sukdeo tjon tuinfort vriesde waterberg wong adamczyk adamski andrzejewska andrzejewski baranowski bartosik borkowska
    borkowski chmielewski cieslak czarnecki czerwinski dabrowska dabrowski domanski duda dudek gajewski glowacki gorska
    gorski grabowska grabowski jablonska jablonski jakubowski jankowska jankowski jasinski jaworski kaczmarek
    kaczmarczyk kalinowski kaminska kaminski kania kolodziej kowalczyk kowalska kowalski kozlowska kozlowski krajewski
    krawczyk kubiak kucharski kwiatkowska kwiatkowski laskowski lewandowska lewandowski lis maciejewski majewski
    malinowski marciniak markowski mazur mazurek michalak michalski mroz nowak nowacki nowakowska nowakowski nowicki
    olszewski ostrowski pawlak pawlowska pawlowski pietrzak piotrowska piotrowski przybylski rutkowski sadowski sawicki
    sikora sikorski sobczak sokolowski stepien szczepanski szymanska szymanski szewczyk tomaszewski urbanski walczak
    wasilewski wieczorek wisniewska wisniewski witkowski wlodarczyk wojciechowski wojcik wozniak wrobel wroblewski
    wysocki zajac zakrzewski zalewski zawadzki zielinska zielinski ziolkowski abrahamse achterberg altena ansems
    antonissen appelman appels arnoldussen asselbergs assen baaij baan bakx baldewijns barendregt barends bartels
    bastiaanse bekker belt bemelmans berendse berkhout besten beukers bezemer bielars blankestijn bleeker blijleven
    bloemendaal blokhuis boekel boender boere boers bogaard bogaards bogaerts bolder boot borghuis borsboom bos-jansen
    boshuizen boudewijns bouman bouwens braak braber brandsen brandt bree breedveld breukelen broekman broeksema
    brouwers brugmans bruijns bruinenberg buis buitink bults burgers burggraaf buys cats christiaans claus coppens
    corstens cox cremers crooijmans daemen daniels dankers dekkers delahaye deursen dieleman dijkhof dikken doedens
    doesburg doeve dongen doorduin douwma driesen duijvenvoorde duinkerken duivenvoorden dullaert duyn dykhuis ebben
    eeden egberts eijck eijk eijken eijnden eikelboom ekkel elders elings emmen emmerik engelbrecht es esch essen
    everaert everts faas faassen feijter fens francken franke frederiks galen gans geerlings geilings gelder gelderen
    gemert gent gerretsen geven gijsbers gils glas goeree goor gorp graaff graafland grevelink griffioen grijpstra
    groenen groeneweg groenewold gruijters haaften haandrikman haas haastrecht haersma hage hakkert halsema ham
    hanegraaf hannink hanssen harberts hardeman hasselt haverkort hazenberg heemstra heer heeres heeringen heerkens
    heijboer heiden heijmen heinsbroek hek helden heldens helder helmond helvoirt hengel hengeveld hendricks hermus
    herpen hertog heukelom heukels heusden heuven heuvelmans hezemans hilgersom hilst hoefnagels hoeksma hoekman hoevers
    hofland hofsteenge hogeweg holland hollebrand holt hondt hooft hoogenberg hooijmans horsten houdijk houten houtkamp
    huijbers huijben huijbregts huijgen huijsmans huisjes huizing hulsman ingen jacobse janmaat jannink jansema janzen
    jaspers jochems joling jonge jonker jorissen kaars kalkhoven kalter kampman karssen kauffman kempen kerkhof
    kerkhoven kersten ketel ketelaar kieft kiers kievit kikkert klaren kleef kleijn klerks klijn kluit knaap knol knoop
    koeman koenen kok-de kolff kolkena kooij kooijman kooiman koolen koolhaas koot kooten kortenhoeve kouwenhoven kraak
    kragten krans kriek kroes kroeze kroezen kronenberg kruijt kruithoff kuik kuiper kuyper kwakkel laak laat lagerweij
    lamberts langen langenberg langerak langeveld lansbergen leemans leest leijten lemmen lemmens lier liefers lierop
    lieshout lith loenen lokhorst lodder looijen loon loos lucassen luiten luijk maassen mandemakers mansveld
    marijnissen mathijssen meerman meeuwis meijerhof melissen mensen merks mertens meulenbelt meulendijks middelkoop
    mijnders moerkerk molegraaf molenaars moors mostert mous mulders munster naaktgeboren neef neervoort nes nieuwkerk
    nieuwkoop nobel noordam noort nooijen nuijten oers offringa olde-oomen oldenhof olieslagers ommen oord oorschot
    oosten oosterom oosterwijk oostrom oostrum ooms opdam oudshoorn ouwehand ouwerkerk overdijk paassen pals peek peer
    peerenboom peijnenburg penders penning pennings perdok pijpers pijnenburg plantenga pluijm poels poel pol polman
    pouw prinsen prinssen quist raaij raalte rasing reij reijnen remmers rengers rensen riele rijk rijken rijksen rijn
    rijswijk rikken ritsema roeland roest roebers roijen romijn roo rooij rooijakkers rooijen roosen roosendaal ros
    rossum rouw ruijter ruiten ruijgrok rutjes ruys salden schaaf schaik schalk schaap schellekens schepman
    scherpenhuizen schijndel schiphorst schoemakers schoenmakers schol schoonderwoerd schoonhoven schoots schouwenaar
    schrama schram schriek schrijvers schroder schröder schuiten schulte schulten schultz schurink seelen segers
    siemerink siebers silvis sinke sinnige sloot sluijs sluis sluijters smeding smolders smulders snel soest sonneveld
    speelman speijer spit splinter spoor sprong staal stal starink steeg steen steenbakkers stegeman steggink steijn
    stevens stokman stolk stolwijk stoop strating straver stuart stuivenberg suijkerbuijk swaan swaans swagerman takken
    tangelder teeuwen tempelman terhorst teunisse thijs thoonen tielemans tiemens tillema timmerman tissink toorn treur
    trommel twilt uden uijl uijtdewilligen ubbink ulrich vaals valkenburg vast veen veenhof veenhuis veenman veerman
    vegt velden veldt velthoven velzen venneman vennix verberne verboven verbruggen verdonschot vergeer verhaar verhaegh
    verheij verhoef verhoeff verkaik verlaan verlinden vermaas vermeij vernooij verschuuren verspeek verstraten versteeg
    versteegh verwoerd vester vink visschers vlaar vlaming vlot voermans vogelenzang volker vollebregt voorhorst voorst
    vorst vos vrede vrijhof vries vugt waal waals waard wagemakers wagemans wagenmakers wagensveld wal walraven wals
    waning warmerdam wassenaar weel weenen weerd weert weghorst welling wels werf werff westen westerink westerman
    westerveld wiegers wiegman wiel wielen wierdsma wierink wiggelaar wijk wijngaard wijnhoven wilbrink wilders
    wildschut willigers willighagen wilms winden windt winkel winters wissing witjes witte wittenberg woerd woerden
    wolterinck wolthuis woltjer wortel woude woudenberg wouw wout zaal zaat zaman zanten zandvliet zeegers zeilstra
    zielman zijl zijderveld zoetebier zomerdijk zonneveld zuijlen zuidhof zuurbier zwaan zwaard zwanenburg zweden zwet
    zwiep zwinkels
    """
)

# surnames that are a word as well, beside those of `dutch_names`
WORDS_TOO = words(
    """
    baan winkel winters bal stal steen oord vast heer ham boot last mensen laak veen vorst ketel knoop kievit mostert
    peer peek poel schol snel soest splinter spoor sprong staal stolk stoop treur trommel vlot westen oosten noorden
    zuiden wortel zaal zaat zwaard weel werf wiel wielen engelen hek helder hertog holland jonker knaap leest lust neef
    nes nobel boere buis cats esch essen geven gans glas heiden jonge kempen kerkhof lange langen rijk rijken rijn ros
    rouw wal wals baten dales graven kip maat piek wissels brake barge tas gok top tok storm adem merel zus rein lot
    spring zorg kring brandt bolder boender bezemer vrede winden wint werd worst loods laken leden leiding kosten kleine
    oude wilde grote man vrouw gier beer kat hond stoel tafel borst hoofd been hart tand mond schrijver rechter zanger
    danser spook valk pauw reiger koekoek zwaluw kwartel karper bot boon bonen pels kikkert vlaming hollander borger
    brabander gelderman drent mager zwaar blij trots lief trouw zuiver deugd vreugd moed hoop haas bol kramp koek knook
    knol kluft kers kar kooi korf krans kriek kruk kuil mand mos moot nap pen pijl pijp pot rok roest ruit schaaf schelp
    sloot span spit stok strik struik tang tol touw vat veer vlieg vork waard zak zalf zegel zwart kleijn pop dood engel
    duivel paus abt monnik kluizenaar baron markies keizer admiraal kapitein soldaat matroos visscher waterman zandman
    landman veldman hofman bouwer rover
    """
)

# firms and bodies that are no person, however often they are named
ORGANISATION_NAMES = words(
    """
    philips rabobank abn amro shell kpn prorail asml akzo akzonobel unilever heineken jumbo lidl aldi hema ikea coolblue
    microsoft apple samsung sony tesla volkswagen bmw audi mercedes toyota siemens achmea aegon univé interpolis
    randstad adecco manpower olympia saxion graafschap deltion landstede aventus windesheim fontys avans uwv coa svb duo
    belastingdienst rijkswaterstaat nuffic cito sbb tno vno vno-ncw mkb fnv cnv bovag vno-ncw-midden metaalunie
    techniekpact leerwerkloket kringloop zozijn estinea sensire slingeland gelre siza philadelphia cosis liander
    alliander vitens tennet enexis stedin essent eneco vattenfall nuon ziggo vodafone odido postnl dhl ups dpd schiphol
    klm transavia ns arriva keolis connexxion qbuzz hogeschool defensie douane kadaster nza igj nvwa rvo snn regiodeal
    brainport deloitte kpmg pwc accenture capgemini atos ordina cgi ibm intel cisco oracle sap afas exact
    """
)

FURTHER_TOWNS = words(
    """
    angerlo babberich baak beek bemmel berghem bergh beltrum bronkhorst didam doesburg eefde elst etten gelselaar
    gorssel groessen halle harfsen harreveld heelweg hengelo hoog-keppel keppel kilder kotten laren lathum lichtenvoorde
    lievelde lobith loil mariënvelde megchelen meddo netterden noordijk olburg rekken rietmolen ratum rijswijk
    steenderen stokkum toldijk tolkamer varsselder veldhunten velswijk vierakker voor-drempt voorst vragender warnsveld
    wehl wichmond woold wolfersveen zeddam zevenaar zieuwent oost-gelre berkelland bronckhorst montferland nijkerk
    ermelo putten twello terwolde epse bathmen heeten raalte heino luttenberg vriezenveen wierden vroomshoop denekamp
    ootmarsum weerselo tubbergen albergen nijverdal markelo lochem bentelo glanerbrug boekelo vasse overdinkel
    zwartsluis ijsselmuiden vollenhove giethoorn staphorst balkbrug dedemsvaart gramsbergen slagharen schoonebeek
    aalsmeer abcoude alphen appingedam assendelft axel baarle baarn bergeijk bergharen beverwijk bilthoven bodegraven
    bolsward boskoop boxtel brunssum bunnik bunschoten capelle castricum culemborg delfzijl dokkum driebergen drachten
    drunen edam eijsden enkhuizen gilze geleen geldermalsen gorinchem gorredijk haren harlingen heemskerk heeze heiloo
    hellevoetsluis hendrik-ido-ambacht heusden hoofddorp hoogezand huissen joure kaatsheuvel kerkrade krimpen landgraaf
    leerdam leiderdorp lemmer leusden maarssen maarn makkum medemblik mijdrecht naaldwijk nieuwkoop oegstgeest
    oisterwijk oosterbeek oosterhout oostburg oostzaan ouderkerk oud-beijerland papendrecht pijnacker purmerend renkum
    renswoude rheden rhenen ridderkerk rosmalen rucphen schagen scherpenzeel sliedrecht someren stadskanaal stiens
    susteren swalmen tegelen texel uithoorn uithuizen valkenburg veendam velsen voorschoten waalre waalwijk wageningen
    winschoten woerden wolvega workum wormer zaltbommel zeewolde zuidlaren zwijndrecht zuidhorn
    """
)
