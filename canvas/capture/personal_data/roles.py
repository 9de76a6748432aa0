"""Holds words that say what a speaker is, not who: functions, offices, family, groups; Dutch and English."""

from __future__ import annotations

import re

from canvas.capture.personal_data import dutch
from canvas.capture.personal_data.dutch import ORGANISATION
from canvas.capture.personal_data.name_words import ORDINARY_WORDS, PLACES, SMALL_WORDS
from canvas.capture.word_sets import words

# nobody in particular, or more than one; some are a surname too, which a label alone never means
GROUPS = words(
    """
    alle allen allebei allemaal beide beiden both samen together iedereen everyone everybody all several multiple
    meerdere meerderen diverse verschillende sommigen enkelen niemand nobody iemand somebody someone anderen others
    overigen rest zaal publiek audience crowd groep group team panel plenair plenary kring ronde tafel
    tweetal drietal man mannen vrouw vrouwen men women woman male female m v f x jongen jongens meisje meisjes boy
    boys girl girls onbekend onbekende onbekenden hoofd
    heer heren dame dames lady gentleman kind kinderen child children jongere jongeren volwassene
    """
)
# in a row of labels, what surrounds roles and names
_BESIDE_ROLES = words(
    """
    bij van voor in op aan uit met en of and or of the a an een de het 'n for at from to with nr nummer number no
    eerste tweede derde vierde vijfde oud ex vice adjunct waarnemend wnd plaatsvervangend plv assistent assistant
    assistente junior senior hoofd head chief lead lid leden member members algemeen general technisch technical
    zakelijk extern intern external internal regionaal landelijk lokaal gemeentelijk provinciaal bestuurlijk ambtelijk
    nieuwe jonge oudere vaste
    """
)
_ROLES = words(
    """
    ondernemer onderneemster werkgever werkgeefster werknemer werkneemster overheid docent docente leraar lerares
    leerkracht onderwijzer onderwijzeres student studente leerling stagiair stagiaire cursist deelneemster
    afgestudeerde alumnus alumni bbl'er bol'er zzp'er mbo'er hbo'er ouder verzorger voogd moeder vader
    mama papa opa oma broer zus zoon dochter partner echtgenoot echtgenote buurman buurvrouw buur buurtbewoner bewoner
    burger inwoner klant cliënt client patiënt patient gebruiker consument huurder bezoeker passant vrijwilliger
    mantelzorger notulist notuliste verslaglegger verslaggever verslaggeefster tijdbewaker gespreksleider
    gespreksleidster dagvoorzitter facilitator observator waarnemer toehoorder vertaler vertaalster tolk gastheer
    gastvrouw gastspreker presentator presentatrice inleider inleidster
    beleidsmedewerker medewerker medewerkster collega bestuurder bestuurslid voorzitter voorzitster vicevoorzitter
    secretaris secretaresse penningmeester wethouder burgemeester gedeputeerde raadslid statenlid kamerlid minister
    staatssecretaris ambtenaar directeur directrice bestuursvoorzitter manager leidinggevende leider leidster
    teamleider teamleidster teamcoach afdelingshoofd ploegbaas uitvoerder voorman chef baas eigenaar eigenaresse
    aandeelhouder stakeholder belanghebbende financier investeerder opdrachtgever opdrachtnemer leverancier
    projectleider projectleidster kwartiermaker lector decaan rector conciërge mentor mentrix coördinator coördinatrice
    coordinator adviseur adviseuse consulent consulente consultant accountmanager recruiter opleider praktijkopleider
    instructeur instructrice trainer trainster coach begeleider begeleidster stagebegeleider examinator assessor
    onderwijskundige onderzoeker onderzoekster promovendus promovenda wetenschapper hoogleraar evaluator evaluatrice
    deskundige expert specialist jurist juriste advocaat notaris accountant controller boekhouder boekhoudster inkoper
    inkoopster verkoper verkoopster vertegenwoordiger vertegenwoordigster vertegenwoordiging afgevaardigde
    woordvoerder woordvoerster contactpersoon aanspreekpunt planner programmeur ontwikkelaar ontwerper ingenieur
    architect monteur technicus lasser operator vakman vakvrouw vakkracht zijinstromer statushouder
    werkzoekende uitkeringsgerechtigde jobcoach loopbaancoach verpleegkundige verzorgende arts huisarts dokter tandarts
    zorgverlener hulpverlener therapeut psycholoog psychologe logopedist maatschappelijk wijkagent agent politieagent
    brandweerman militair chauffeur journalist journaliste redacteur redactrice bibliothecaris leesconsulent
    predikant pastoor imam buddy maatje ervaringsdeskundige functionaris procesbegeleider regisseur makelaar aanjager
    trekker bestuur directie management staf secretariaat administratie receptie helpdesk telefoniste automatisering
    personeelszaken financiën communicatie marketing inkoop verkoop productie planning kwaliteit veiligheid
    informant getuige betrokkene aanwezige aanwezigen toeschouwer gezin familie echtpaar stel
    interviewkandidaat kandidaat sollicitant lotgenoot

    teacher pupil learner trainee intern apprentice alumna graduate lecturer professor instructor tutor
    parent mother father guardian carer caregiver employer employee worker entrepreneur owner founder cofounder
    director executive ceo cfo coo cto chair chairman chairwoman chairperson president secretary treasurer
    officer official policymaker civil servant councillor councilor alderman mayor deputy supervisor leader
    project programme program product staffer adviser advisor counsellor counselor mentor researcher scientist
    evaluator observer listener notetaker scribe minute taker facilitator translator host cohost presenter
    representative delegate spokesperson spokesman spokeswoman engineer developer designer technician mechanic
    nurse doctor physician therapist practitioner volunteer client customer user citizen resident neighbour neighbor
    visitor tenant supplier contractor funder investor commissioner stakeholder shareholder board staff colleague
    boss foreman operator salesperson buyer journalist editor librarian driver police policeman witness
    narrator commentator clerk assistant administrator candidate applicant spouse husband wife brother sister
    son daughter person human resources business policy municipal company employer's

    int intv interv resp respt geïnt gesp spr spk vz vzt vrz secr dir wnd mod fac obs ond onderz geint deeln dln
    medew mdw proj projl pl gl tl hr hrm p&o mt or stud lln leerl doc wg wn vrw gem notul beh begel coörd coord adv
    vw vr antw ans ques resps part interviewers participants q&a qa
    """
)
ROLES = _ROLES | GROUPS | dutch.FUNCTIONS | dutch.NOBODY | dutch.INTERVIEWER
# the last part of a longer word for a function: “kwaliteitsmedewerker”, “HR-manager”
_COMPOUND = re.compile(
    r".{2,}(?:medewerk(?:er|ster)|werkgever|werknemer|leid(?:er|ster)|manager|adviseur|directeur|docent|leraar|leerkracht"
    r"|ondernemer|begeleid(?:er|ster)|opleider|co[öo]rdinator|voorzitter|student|leerling|ouder|bestuurder|secretaris"
    r"|functionaris|deskundige|consulent|coach|trainer|specialist|onderzoek(?:er|ster)|ambtenaar|kundige|persoon"
    r"|eigenaar|gever|geefster|nemer|neemster|houdster|verlener|verleenster|instructeur|monteur|technicus|regisseur"
    r"|controleur|assistent|assistente|analist|strateeg|jurist|expert|consultant|officer|lead|teacher|worker|holder"
    r"|maker|bewaker|hoofd|chef|lid|loog|loge|kandidaat)"
)
# how words for subjects and fields of work end: “Docent Verpleegkunde”, “Manager Operations”
_FIELD = re.compile(
    r".{2,}(?:heid|ing|ings|tie|sie|kunde|logie|logy|schap|isme|iteit|ity|ment|zorg|onderwijs|techniek|beleid|zaken"
    r"|werk|bouw|dienst|markt|afdeling|groep|wezen|economie|economics|tions?|nomie|welzijn|vaardigheden|recht|ica|ics)"
)
_VOWELS = frozenset("aeiouyàáâäåèéêëìíîïòóôöùúûüœæ")
_FIGURES = re.compile(r"[\d#°º]+")


def is_role(word: str) -> bool:
    """Tell whether a word in small letters says what somebody is, also in the plural or behind “oud-” or “HR-”."""
    bare = _FIGURES.sub("", word).strip(".:,;-'’")
    if not bare or bare in ROLES:
        return True
    if "-" in bare:
        return all(is_role(part) or is_beside_role(part) for part in bare.split("-"))
    singular = [bare.removesuffix(ending) for ending in ("s", "en", "n", "'s", "es") if bare.endswith(ending)]
    return any(form in ROLES and len(form) > 3 for form in singular) or any(map(_COMPOUND.fullmatch, (bare, *singular)))


def is_beside_role(word: str) -> bool:
    """Tell whether a word in small letters may stand beside a role without being a name."""
    return (
        word in _BESIDE_ROLES
        or word in SMALL_WORDS
        or word in ORDINARY_WORDS
        or word in ORGANISATION
        or word in PLACES
        or bool(_FIELD.fullmatch(word))
    )


def is_abbreviation(word: str) -> bool:
    """Tell whether a word as it is written shortens another: “Vz”, “HR”, “GL”, “EH”, “Wnd.”, “Int1”."""
    bare = _FIGURES.sub("", word).strip("-_")
    plain = bare.rstrip(".:")
    if not plain or len(plain) < 2:
        return True
    capitals = plain.isupper() and len(plain) <= 3
    dotted = bare.endswith(".") and "." not in plain and len(plain) <= 6
    return capitals or dotted or (len(plain) <= 4 and not _VOWELS & set(plain.lower()))
