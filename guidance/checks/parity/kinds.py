"""What kinds of drugs and common substances are called in plain words."""

from guidance.language.spelling import fold

# Kinds of drugs and common substances, each with what else it may be called; “*” stands for any ending.
PLAIN = """
    anticoagulant: blood thinner, blood thinning, thin the blood, thins the blood, anti clotting, clots, clotting
    antibiotic: antibacterial, bacteria
    corticosteroid: steroid, glucocorticoid, cortisone
    steroid: corticosteroid, glucocorticoid, cortisone
    glucocorticoid: steroid, corticosteroid, cortisone
    antiretroviral: hiv
    antiviral: virus, viruses
    antifungal: fungus, fungal, fungi
    antiseizure: seizure, seizures, epilepsy, fits, anticonvulsant, antiepileptic
    anticonvulsant: seizure, seizures, epilepsy, fits, antiseizure, antiepileptic
    antiepileptic: seizure, seizures, epilepsy, fits, antiseizure, anticonvulsant
    antihypertensive: blood pressure
    antidepressant: depression
    antihistamine: allergy, allergies, histamine
    antiemetic: sickness, nausea, vomit*
    antimalarial: malaria
    antiplatelet: platelet*, clots, clotting, blood thinner
    antipyretic: fever
    antacid: acid, indigestion, heartburn
    laxative: constipation, bowel, bowels, softener
    bronchodilator: inhaler, airway*, reliever
    bisphosphonate: bone, bones
    antipsychotic: psychosis
    diuretic: water tablet, water pill, water medicine, pass water, pass urine
    nsaid: anti inflammatory, antiinflammatory, ibuprofen
    opioid: opiate, painkiller, morphine like, morphine type, pain
    painkiller: analges*, pain, opioid, nsaid, paracetamol
    sedative: sedat*, calm, calming, calms, sleepy, drowsy, benzodiazepine, tranquil*
    benzodiazepine: sedative, calming, diazepam like, tranquil*
    immunosuppressant: immun*
    immunosuppressive: immun*
    immunotherapy: immun*
    immunoglobulin: antibody, antibodies, ivig
    chemotherapy: cancer drug, cancer medicine, chemo
    radiotherapy: radiation
    vaccine: vaccin*, jab, shot, immuniz*, immunis*
    statin: cholesterol
    ssri: antidepressant
    nitrate: nitro*, glyceryl
    plasmapheresis: plasma exchange
    glucose: sugar, dextrose
    dextrose: sugar, glucose
    sodium: salt, saline
    folate: folic
    folic: folate
    cobalamin: vitamin
    cyanocobalamin: vitamin
    hydroxocobalamin: vitamin
    thiamine: vitamin
    pyridoxine: vitamin
    ethanol: alcohol
    caffeine: coffee
    nicotine: tobacco, smok*
    botulinum: botox
    mycophenolate: mycophenolic
    mycophenolic: mycophenolate
    valproate: valproic
    valproic: valproate
    macrogol: laxative
    fumarate: fumar*
    iron: ferrous, ferric
    ferrous: iron
    ferric: iron
    sulfonamide: sulfa, sulpha
    blocker: blocking, blocks, inhibit*, antagonist
    vitamin: folic, folate
"""


def _lines() -> dict[str, tuple[str, ...]]:
    """Of each kind, folded, its other names: words with a space on either side, or none after the stem of one."""
    found = {}
    for line in filter(None, map(str.strip, PLAIN.splitlines())):
        kind, _, names = line.partition(": ")
        found[fold(kind)] = tuple(_sought(name) for name in names.split(", "))
    return found


def _sought(name: str) -> str:
    folded = " ".join(fold(word) for word in name.removesuffix("*").split())
    return f" {folded}" if name.endswith("*") else f" {folded} "


CALLED = _lines()
# Those that a lay text may describe and not name: “medicines that thin the blood”.
DESCRIBED = frozenset(
    {kind for kind in CALLED if kind.startswith("anti")}
    | {
        "diuretic",
        "nsaid",
        "ssri",
        "sedative",
        "benzodiazepine",
        "nitrate",
        "immunosuppressant",
        "immunosuppressive",
        "blocker",
        "laxative",
        "bronchodilator",
        "bisphosphonate",
    }
) - {"antibiotic"}
