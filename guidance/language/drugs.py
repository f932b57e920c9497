"""What drugs are called: the stems that their names share, those known by name, and words that only look so."""

import re
from functools import lru_cache

from guidance.language.spelling import fold

# The ends of international drug names.
STEMS = """
    alol apine arone azine azole barbital barbitone caine calcitriol cetin ciclib cidin cillin codeine codone coxib
    curonium cycline dafil dipine dopa dribine dronate dronic duramide ercept ersen fentanil fentanyl feron folate
    formin fosfamide fumarate fungin gabalin gatran gestrel giline gliflozin gliptin glitazone globulin glutide
    grastim grel idone imod ipramine kinra lactone leukin lidomide limus loxone lukast mab mantine mectin micin
    mofetil morphine morphone mustine mycin mycophenolic nib nib nidine olol olone oxacin oxetine oxicam parib parin
    penem peridol pezil phenolate phosphamide phylline piramate plase platin poetin poside pram pril prilat prim profen
    purine quantel quine rabine racetam relin retinoin ridine rizine rubicin sartan semide setine setron sone sonide
    statin stigmin stigmine stradiol sulfan sulfone tabine tacept tadine taxel tecan terol terone thiazide thioprine
    thyronine thyroxine tidine tipine toin tretin trexate trexed trexone triptan triptyl triptyline tropin tropium
    valproate vaptan vir vudine xaban zepam zepine zolam zolid zosin
"""
# Names, and names of kinds of drugs, that no stem tells.
NAMES = """
    acamprosate acetaminophen acetazolamide albendazole allopurinol amantadine amiodarone antibiotic anticoagulant
    anticonvulsant antidepressant antiepileptic antifungal antihypertensive antipsychotic antiviral aspirin
    atezolizumab atropine azathioprine baclofen biotin bisacodyl bortezomib botulinum budesonide bumetanide
    buprenorphine caffeine calcium cannabidiol cannabis carbamazepine carbidopa cetirizine chelation chemotherapy
    chloroquine ciclosporin cidofovir clavulanate clopidogrel clozapine cobalamin cocaine codeine colchicine
    colistin corticosteroid cotrimoxazole cyanocobalamin cyclophosphamide cyclosporin cytarabine dalfampridine
    dapsone deferasirox deferoxamine dexamethasone dextrose dialysis diazepam digoxin diltiazem diphenhydramine
    disulfiram diuretic dobutamine domperidone dopamine edaravone epinephrine esmolol ethambutol ethanol ezetimibe
    fenofibrate fentanyl filgrastim fludarabine folate folic folinic foscarnet furosemide gabapentin ganciclovir
    gemcitabine glatiramer glucagon glucocorticoid glucose haloperidol heparin heroin hydralazine hydrocortisone
    hydroxocobalamin hydroxycarbamide hydroxychloroquine ibuprofen immunoglobulin immunosuppressant immunotherapy
    insulin interferon ipratropium iron isoniazid ivermectin ketamine labetalol lacosamide lactulose lamotrigine
    leflunomide lenalidomide leucovorin levetiracetam levodopa linezolid lithium loperamide loratadine lorazepam
    macrogol magnesium mannitol mefloquine melatonin metformin methadone methanol methotrexate methylprednisolone
    metoclopramide midazolam mitoxantrone morphine mycophenolate naloxone naltrexone niacin nicotine nimodipine
    nitroglycerin nivolumab norepinephrine nsaid nystatin omeprazole ondansetron opioid oxycodone oxygen paracetamol
    pembrolizumab penicillamine phenobarbital phenytoin placebo plasmapheresis potassium praziquantel prednisolone
    prednisone pregabalin primidone promethazine propofol pyrazinamide pyridoxine quetiapine radiotherapy ranitidine
    riboflavin rifampicin riluzole salbutamol sargramostim selenium senna sirolimus sodium spironolactone ssri
    statin steroid sulfamethoxazole tacrolimus teicoplanin teriflunomide thalidomide theophylline thiamine thyroxine
    tizanidine toluene topiramate tramadol tretinoin triamcinolone trientine trimethoprim vaccine valproate
    vancomycin verapamil warfarin zinc

    acarbose acetylcysteine amikacin amphotericin antiretroviral antiseizure apomorphine artemether artesunate
    benzodiazepine bupropion busulfan capsaicin carboprost cinnarizine citalopram clobazam clonidine cyproheptadine
    danaparoid dantrolene desmopressin dexmedetomidine dexrazoxane difelikefalin dobesilate entacapone eplerenone
    ergotamine escitalopram ethosuximide fampridine febuxostat felbamate finasteride flumazenil fluorouracil
    fosfomycin fosphenytoin fumarate gliclazide glimepiride glipizide glyceryl hydroxyzine ifosfamide
    immunosuppressive iloprost isosorbide lumefantrine mebeverine memantine mesna methyldopa minoxidil mirabegron
    misoprostol modafinil natalizumab nitrate nitrofurantoin nitroprusside octreotide oxytocin painkiller
    pentamidine permethrin perampanel physostigmine pramipexole prazosin procainamide progestogen propranolol
    pralidoxime ribavirin ropinirole rufinamide sedative semaglutide sertraline sildenafil sotalol stiripentol
    sucralfate tadalafil tamoxifen tamsulosin tazobactam terlipressin tetrabenazine ticagrelor tranexamic trazodone
    ursodeoxycholic valproic vasopressin venlafaxine vigabatrin zolpidem zonisamide zopiclone

    acenocoumarol adapalene alfacalcidol amiloride aminosalicylic amisulpride anastrozole antacid antiemetic
    antihistamine antimalarial antiplatelet antipyretic apalutamide apremilast asparaginase aztreonam bedaquiline
    benzathine betahistine bicalutamide bisphosphonate bromocriptine bronchodilator cabergoline calcipotriol
    carbocisteine carboxymaltose carvedilol chlorambucil chloramphenicol chlordiazepoxide chlorhexidine chlorphenamine
    clobetasol clofazimine clomifene colecalciferol colestyramine cyclizine cycloserine degludec detemir dexamfetamine
    diclofenac didanosine diloxanide dipyridamole dorzolamide dutasteride efavirenz eltrombopag eribulin esketamine
    exemestane exenatide fexofenadine flecainide flucytosine flutamide fluvoxamine fondaparinux fulvestrant fusidic
    gadolinium galantamine glargine griseofulvin guanfacine hyoscine indapamide ivabradine ketorolac lanreotide
    laxative letrozole lisdexamfetamine lispro mefenamic megestrol melphalan metaraminol methylphenidate
    methylthioninium metolazone mianserin mifepristone milrinone naproxen nicorandil nitazoxanide nitisinone
    oxybutynin pasireotide phenelzine phentolamine phenylephrine phytomenadione pivmecillinam porfimer probenecid
    procyclidine propylthiouracil prucalopride quinine repaglinide rifabutin rifaximin rilpivirine roflumilast
    romiplostim sacubitril solifenacin streptokinase streptozocin sulpiride suxamethonium tapentadol tazarotene
    temozolomide terbinafine terbutaline thioguanine tiagabine tirofiban tirzepatide tolterodine treprostinil
    trihexyphenidyl ulipristal vardenafil varenicline venetoclax vinblastine vincristine vinorelbine xylometazoline
"""
# Ends that are less certain, and the everyday and chemists' words that have one of either sort.
UNCERTAIN = "ine ol ide one ium amin idin icin"
ORDINARY = """
    adenine affine airline alanine alcohol alongside anyone apocrine aquarium arginine asinine atrium auditorium
    autocrine backbone bacterium baritone baseline bedside beside borderline bovine breastbone brimstone bromide
    canine carbide carbine chaperone cheekbone chemokine chloride chlorine cholesterol citywide clandestine
    clothesline coastline cobblestone coincide collarbone collide combine compendium concubine condone confine
    consortium control cornerstone countryside cranium creatinine crystalline cuisine cyclone cystine cytokine
    cytosine deadline decide decline define deride determine dethrone dioxide discipline divide divine doctrine
    downside earphone endocrine endothelium engine enrol epithelium equilibrium equine everyone examine exocrine
    feline feminine fireside fluoride fluorine frontline fungicide gallstone gasoline gemstone genocide genuine
    geranium glutamine glycine glycoside gravestone guanine guideline gymnasium hairline headline headphone
    headstone helpline herbicide hillside hipbone histamine homicide hormone hotline hydroxide hypocrine imagine
    incline inline insecticide inside intestine iodide iodine ischium isoleucine jawbone ketone keystone leucine
    lifeline limestone lysine machine magazine marine masculine medicine medium megaphone melamine microphone
    midline milestone millennium monotone monoxide moonstone murine mycelium myocardium nationwide nucleoside
    nucleotide offline online outline outside override overtone paracrine parasol patrol payphone peptide
    pericardium peroxide pesticide petrol pipeline polypeptide porcine postpone premium pristine proline protocol
    provide quarantine redefine refine reside ringtone routine saline sanatorium sanguine saxophone school seaside
    serine shinbone shrine sideline silicone skyline smartphone someone spool stadium stool streamline stride
    submarine subside suicide sulfide sunshine supine symbol symposium telemedicine telephone testone threonine
    throne thymine timeline touchstone toxicol trampoline trombone turbine tyrosine underline undermine undertone
    upside uterine vaccine valentine valine waistline whetstone wishbone worldwide
"""

BY_STEM = re.compile(rf"\w{{2,}}(?:{'|'.join(STEMS.split())})")
PERHAPS = re.compile(rf"\w{{3,}}(?:{'|'.join(UNCERTAIN.split())})")


@lru_cache(maxsize=20_000)
def singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


KNOWN = frozenset(singular(fold(word)) for word in NAMES.split())
NO_DRUGS = frozenset(ORDINARY.split())


def is_known(folded: str) -> bool:
    """True of a name on our list."""
    return singular(folded) in KNOWN


@lru_cache(maxsize=20_000)
def is_drug(folded: str) -> bool:
    """True where a folded word can hardly be anything but the name of a drug."""
    one = singular(folded)
    is_cephalosporin = one.startswith("cef") and len(one) > 6
    return one in KNOWN or (one not in NO_DRUGS and (is_cephalosporin or bool(BY_STEM.fullmatch(one))))


def may_be_drug(folded: str) -> bool:
    one = singular(folded)
    return one not in NO_DRUGS and bool(PERHAPS.fullmatch(one))
