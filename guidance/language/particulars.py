"""Words that say of whom, by what way and how badly a statement speaks."""

from guidance.language.meanings import About

PARTICULARS = {
    About.ROUTE: """
        by mouth: oral, orally, by mouth, per os
        intravenous: intravenous, intravenously, into a vein, in a vein, through a vein, into the vein, drip
        subcutaneous: subcutaneous, subcutaneously, under the skin
        intramuscular: intramuscular, intramuscularly, into a muscle, into the muscle
        topical: topical, topically, on the skin, to the skin
        intrathecal: intrathecal, intrathecally, into the spinal fluid, into the spine
        intraventricular: intraventricular
        intradermal: intradermal, intradermally
        intranasal: nasal, nasally, intranasal, intranasally, into the nose
        inhaled: inhaled, inhalation, nebulised, by inhalation
        rectal: rectal, rectally
        vaginal: vaginal, vaginally
        sublingual: sublingual, sublingually, under the tongue
        buccal: buccal
        transdermal: transdermal, transdermally
        intravitreal: intravitreal
        intraosseous: intraosseous
        epidural: epidural
        parenteral: parenteral, parenterally
        enteral: enteral, enterally
    """,
    About.PEOPLE: """
        adults: adult, adults, grown up, grown ups, grownup, grownups
        children: child, children, childhood, pediatric, paediatric, kid, kids
        infants: infant, infants, baby, babies
        newborns: newborn, newborns, neonate, neonates, neonatal
        adolescents: adolescent, adolescents, teenager, teenagers, teenage, teens
        pregnancy: pregnant, pregnancy, pregnancies
        breastfeeding: breastfeeding, breastfeed, lactating, lactation, breast feeding
        older people: elderly, older people, older adults, older adult, older patients, older persons
        women: ~woman, ~women, ~female, ~females, ~girl, ~girls
        men: ~man, ~men, ~male, ~males, ~boy, ~boys
    """,
    About.SEVERITY: """
        mild: ~mild, ~mildly
        moderate: ~moderate, ~moderately
        severe: ~severe, ~severely
        life-threatening: ~life threatening, ~critical, ~critically, ~fatal
    """,
    About.QUANTITY: """
        all: ~all, ~every, ~each
        some: ~some, ~several
        most: ~most
        few: ~few
        only: only, solely, exclusively
        both: ~both
        either: ~either
    """,
    About.SIDE: """
        left: ~left
        right: ~right
    """,
    About.COURSE: """
        acute: ~acute, ~acutely
        subacute: ~subacute
        chronic: ~chronic, ~chronically
        short: ~short, ~shorter, ~brief
        long: ~long, ~longer, ~prolonged
    """,
    About.RESULT: """
        positive: ~positive
        negative: ~negative
    """,
    About.SETTING: """
        inpatient: ~inpatient, ~inpatients, ~in hospital
        outpatient: ~outpatient, ~outpatients, ~at home
    """,
    About.OUTCOME: """
        better: ~better, ~improv*, ~improvement, ~improvements
        worse: ~worse, ~worsen*, ~deteriorat*
        benefit: ~benefit*, ~beneficial
        harm: ~harm, ~harms, ~harmful
        relapse: ~relaps*
        remission: ~remission, ~remissions
    """,
    About.RESPONSE: """
        sensitive: ~sensitive, ~susceptible
        resistant: ~resistant, ~refractory
    """,
    About.EFFECT: """
        cause: ~caus*, ~trigger*, ~provok*
        prevent: ~prevent*
        inhibit: ~inhibit*
        induce: ~induc*
        confirm: ~confirm*
        rule out: ~rule out, ~rules out, ~ruled out, ~ruling out, ~exclud*, ~excluding, ~excluded
        immunocompetent: ~immunocompetent
        immunocompromised: ~immunocompromised, ~immunosuppressed, ~immunodeficient
    """,
    About.FORCE: """
        strong: strongly, ~strong, ~stronger
        weak: weakly, ~weak, ~weaker, ~conditional, ~conditionally
    """,
    About.SPEED: """
        fast: ~fast, ~faster, ~rapid, ~rapidly
        slow: ~slow, ~slower, ~slowly, ~gradual, ~gradually
        abrupt: ~abrupt, ~abruptly, ~suddenly
    """,
    About.CHOICE: """
        allow: ~allow*, ~permit*, ~permitted, ~accept*
        forbid: ~forbid*, ~forbidden, ~prohibit*, ~refus*, ~declin*, ~reject*
    """,
    About.CAUSE: """
        bacterial: ~bacterial, ~bacteria
        viral: ~viral, ~virus
        fungal: ~fungal, ~fungus
        ischemic: ~ischemic, ~ischemia
        hemorrhagic: ~hemorrhagic, ~hemorrhage
    """,
    About.VESSEL: """
        arterial: ~arterial, ~artery, ~arteries
        venous: ~venous, ~vein, ~veins
    """,
    About.PRESSURE: """
        systolic: ~systolic
        diastolic: ~diastolic
    """,
    About.MONTH: """
        january: ~january
        february: ~february
        april: ~april
        june: ~june
        july: ~july
        august: ~august
        september: ~september
        october: ~october
        november: ~november
        december: ~december
    """,
    About.ORDER: """
        first line: first line, 1st line
        second line: second line, 2nd line
        third line: third line, 3rd line
        first: ~first, ~1st, ~firstly
        second: ~second, ~2nd, ~secondly
        third: ~third, ~3rd, ~thirdly
        fourth: ~fourth, ~4th
        fifth: ~fifth, ~5th
        sixth: ~sixth, ~6th
        last: ~last, ~final
    """,
    About.FORM: """
        tablet: ~tablet, ~tablets, ~pill, ~pills
        capsule: ~capsule, ~capsules
        injection: ~injection, ~injections
        infusion: ~infusion, ~infusions
        cream: ~cream, ~ointment
        patch: ~patch, ~patches
        inhaler: ~inhaler, ~inhalers
        syrup: ~syrup
        suppository: ~suppository, ~suppositories
        dose: ~dose, ~doses
        cycle: ~cycle, ~cycles
        course: ~course, ~courses
    """,
}
