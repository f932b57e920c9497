"""Steps said twice, of drugs, doses and diseases that do not exist: for tests only, never to be shown, never advice."""

# The clinician wording, and the lay one.
PAIRS = [
    (
        "Start zorbicillin 500 mg orally twice daily for 10 days.",
        "You start zorbicillin. The dose is 500 mg by mouth, two times a day, for 10 days.",
    ),
    (
        "Do not combine zorbicillin with blandomab; the combination is not safe.",
        "Do not take zorbicillin together with blandomab. Taking both is not safe.",
    ),
    (
        "Quellotinib 0.5 g daily may be considered if the rash persists beyond 72 hours.",
        "Quellotinib, 500 mg once a day, may be considered if the rash does not go away within three days.",
    ),
    (
        "Discontinue quellotinib immediately if platelets fall below 50 × 10⁹/L.",
        "Stop quellotinib at once if the count of platelets (cells that help blood to clot) falls below 50 × 10⁹/L.",
    ),
    (
        "Refer urgently to neurology if new focal signs appear during treatment with blandomab.",
        "If new signs such as a weak arm appear during treatment with blandomab, an urgent visit to a brain "
        "specialist is needed.",
    ),
    (
        "Avoid dromapril in pregnancy.",
        "Do not take dromapril if you are pregnant.",
    ),
    (
        "Dromapril is contraindicated in patients with a history of fennel oedema.",
        "You must not take dromapril if you have ever had fennel swelling.",
    ),
    (
        "Measure serum grumbate weekly for 6 weeks, then every 3 months.",
        "The level of grumbate in the blood is measured once a week for 6 weeks, then every three months.",
    ),
    (
        "In a trial of 240 participants, 30% improved on vexarone compared with 12% on placebo.",
        "In a trial with 240 people, 30 in 100 got better on vexarone. On a dummy pill it was 12 in 100.",
    ),
    (
        "Vexarone possibly reduces relapses, but the certainty of the evidence is low.",
        "Vexarone possibly lowers the number of relapses, but we are not very sure of it.",
    ),
    (
        "Give lumipram 2 mg/kg intravenously over 30 minutes; repeat once after 2 hours if seizures continue.",
        "Lumipram is given by drip into a vein over half an hour. The dose is 2 mg for each kilogram of body weight. "
        "It is given once more after 2 hours if the fits do not stop.",
    ),
    (
        "Do not exceed 4 g of pelagacet in 24 hours.",
        "Do not take more than 4 g (4,000 mg) of pelagacet in a day.",
    ),
    (
        "Taper fostersone by 25% every 2 weeks; abrupt withdrawal may precipitate a crisis.",
        "Fostersone is cut down by a quarter every two weeks. Stopping it suddenly may bring on a crisis.",
    ),
    (
        "Never give hurlazepam intrathecally.",
        "Hurlazepam must never be injected into the fluid around the spine.",
    ),
    (
        "Begin treatment within 1 hour of recognition; do not wait for culture results.",
        "Treatment begins within an hour of the first signs. Do not wait for the results of cultures.",
    ),
    (
        "Switch from mabrodine to teltoxacin if there is no response after 14 days.",
        "If mabrodine has not worked after two weeks, change to teltoxacin.",
    ),
    (
        "Patients aged 65 years or older should start with 5 mg of caltrolol at night.",
        "People who are 65 or over should start with 5 mg of caltrolol at bedtime.",
    ),
    (
        "Teltoxacin is not effective against viral snuffles.",
        "Teltoxacin does not work against snuffles that are caused by a virus.",
    ),
    (
        "Call the emergency team immediately if oxygen saturation is below 90%.",
        "Call the emergency team right away if the oxygen level in the blood is below 90 percent.",
    ),
    (
        "Zelvadipine might lower the risk of recurrence, although only one trial of 88 patients has been published.",
        "Zelvadipine might make it less likely that the illness comes back. Only one trial, with 88 people, has been "
        "published.",
    ),
    (
        "Check liver enzymes before the first dose and at 2, 4 and 8 weeks.",
        "A blood test checks the liver before the first dose, and again after 2, 4 and 8 weeks.",
    ),
    (
        "Add zelvadipine 10 mg once daily if systolic pressure remains above 150 mmHg.",
        "If the upper blood pressure value stays above 150 mmHg, add 10 mg of zelvadipine once a day.",
    ),
    (
        "No drug has been shown to prevent fennel oedema.",
        "No medicine has been shown to prevent fennel swelling.",
    ),
    (
        "Withhold ospramide until creatinine clearance exceeds 30 mL/min.",
        "Ospramide is held back until the kidneys clear more than 30 mL a minute.",
    ),
    (
        "It is unknown whether ospramide crosses the placenta.",
        "It is not known whether ospramide can reach the unborn baby.",
    ),
    (
        "Administer norbidrine 300 micrograms intramuscularly without delay; repeat every 5 minutes as needed.",
        "Norbidrine, 300 micrograms, is injected into a muscle right away. It can be given again every 5 minutes "
        "if needed.",
    ),
    (
        "Children under 12 should not receive mabrodine.",
        "Mabrodine should not be given to children younger than 12.",
    ),
    (
        "Offer gralimumab 150 mg subcutaneously every 4 weeks for at least 6 months.",
        "Gralimumab can be offered. It is injected under the skin, 150 mg every four weeks, for at least half a year.",
    ),
    (
        "Gralimumab might be stopped after two years without relapse.",
        "If there is no relapse for two years, gralimumab might be stopped.",
    ),
    (
        "The ideal duration of therapy is unclear.",
        "It is not clear how long treatment should last.",
    ),
    (
        "Monitor for hypotension for 48 hours after each infusion of blandomab.",
        "Blood pressure is watched for 2 days after every drip of blandomab, as it can drop.",
    ),
    (
        "Most patients tolerate teltoxacin; about 1 in 10 develops nausea.",
        "Most people have no trouble with teltoxacin. About 10% feel sick.",
    ),
    (
        "Seek specialist advice promptly when the grumbate level exceeds 12 mmol/L.",
        "Ask a specialist for advice promptly when the grumbate level is above 12 mmol/L.",
    ),
    (
        "Continue fostersone; it must not be stopped abruptly.",
        "Keep taking fostersone. It must not be stopped suddenly.",
    ),
    (
        "Pelagacet 1 g every 6 hours is an alternative to hurlazepam.",
        "Instead of hurlazepam, pelagacet can be taken: 1 g four times a day.",
    ),
    (
        "Stop smoking cessation drugs are not covered here.",
        "Drugs that help to stop smoking are not covered here.",
    ),
    (
        "Emergency surgery is indicated when the loop is obstructed.",
        "If the loop is blocked, an emergency operation is needed.",
    ),
    (
        "Caltrolol could mask the early symptoms of hypoglycaemia.",
        "Caltrolol could hide the early signs of low blood sugar.",
    ),
    (
        "A single dose of 200 mg velotuzumab is probably sufficient.",
        "One dose of 200 mg of velotuzumab is probably enough.",
    ),
    (
        "Do not restart velotuzumab after an anaphylactic reaction.",
        "After a severe allergic reaction, velotuzumab must not be started again.",
    ),
    (
        "Increase lumipram by 50 mg every 7 days to a maximum of 300 mg daily.",
        "Lumipram is raised by 50 mg every week, up to 300 mg a day at most.",
    ),
    (
        "Hurlazepam 4–8 mg b.i.d. is the usual range in adults.",
        "Adults usually take 4 to 8 mg of hurlazepam twice a day.",
    ),
    (
        "Reassess after 3 to 5 days; if there is no improvement, consider brontafungin.",
        "The doctor looks again after three to five days. If things are not better, brontafungin is considered.",
    ),
    (
        "Brontafungin should be taken with food.",
        "Take brontafungin with food.",
    ),
    (
        "Patients may drive 24 hours after the last dose of sedanilol.",
        "You may drive again a day after the last dose of sedanilol.",
    ),
    (
        "There is no evidence that sedanilol is superior to rest alone.",
        "There is no proof that sedanilol is better than rest alone.",
    ),
    (
        "Remove the patch at once if blistering occurs.",
        "Take the patch off right away if blisters form.",
    ),
    (
        "Median time to recovery was 21 days with gralimumab and 35 days without it.",
        "With gralimumab, half of the people had recovered after 3 weeks. Without it, that took 5 weeks.",
    ),
    (
        "Tinnitus may indicate toxicity of ospramide.",
        "Ringing in the ears may be a sign that ospramide is doing harm.",
    ),
    (
        "Dilute 20 mL of norbidrine in 1 L of saline.",
        "Mix 20 ml of norbidrine into one litre of salt water.",
    ),
    (
        "Repeat the scan in six months; earlier imaging is unnecessary.",
        "The scan is repeated after six months. It is not needed sooner.",
    ),
    (
        "Lumipram likely shortens the attack, on average by 1.5 days.",
        "Lumipram likely makes the attack shorter: by one and a half days on average.",
    ),
    (
        "Give mabrodine only if the test is positive.",
        "Mabrodine is only given if the test is positive.",
    ),
    (
        "Transfer immediately to a unit with experience in snuffles.",
        "A move to a hospital ward that knows snuffles well is needed immediately.",
    ),
    (
        "Weight gain above 5% of baseline should prompt review of fostersone.",
        "If you gain more than 5% of your weight, fostersone should be looked at again.",
    ),
    (
        "Perhaps the benefit of rest is overestimated.",
        "Perhaps rest does less good than people think.",
    ),
    (
        "Screen for latent drossel infection before starting gralimumab; treat latent infection for 3 months.",
        "Before gralimumab is started, a test looks for a sleeping drossel infection. If there is one, it is treated "
        "for 3 months.",
    ),
    (
        "Intravenous velotuzumab must not be given as a bolus.",
        "Velotuzumab into a vein must not be given all in one go.",
    ),
    (
        "Reduce the dose of pelagacet by half when clearance is below 60 mL/min.",
        "When the kidneys clear less than 60 mL a minute, the dose of pelagacet is halved.",
    ),
    (
        "Resume sports no earlier than 4 weeks after the last symptom.",
        "Do not go back to sports until 4 weeks after the last symptom.",
    ),
    (
        "Of 18 treated patients, 7 relapsed within one year.",
        "Within a year, the illness came back in 7 of 18 people who were treated.",
    ),
    (
        "Caltrolol does not prolong survival.",
        "Caltrolol does not make people live longer.",
    ),
    (
        "Admit as an emergency if the patient cannot swallow fluids.",
        "Go to hospital as an emergency if you cannot swallow drinks.",
    ),
    (
        "Store unopened vials of blandomab at 2 to 8 °C.",
        "Vials of blandomab that have not been opened are kept at 2 to 8 °C.",
    ),
    (
        "Vexarone is given as three 20-minute infusions per week.",
        "Vexarone is given by drip three times a week. Each drip takes 20 minutes.",
    ),
    (
        "The risk of stroke appears to be doubled in users of vexarone.",
        "People who use vexarone seem to have twice the risk of a stroke.",
    ),
    (
        "Dialysis is ineffective for removing ospramide.",
        "Cleaning the blood with a machine (dialysis) does not remove ospramide.",
    ),
    (
        "Consider caltrolol 25 mg daily as first-line prophylaxis.",
        "Caltrolol, 25 mg a day, may be considered first to prevent attacks.",
    ),
    (
        "Urgent decompression is required if vision is lost.",
        "If sight is lost, the pressure must be taken off urgently.",
    ),
    (
        "Treat fever above 38.5 °C with pelagacet 500 mg every 8 hours.",
        "A fever above 38.5 °C is treated with pelagacet: 500 mg three times a day.",
    ),
    (
        "Stop hurlazepam immediately if breathing slows.",
        "If breathing gets slow, hurlazepam is stopped immediately.",
    ),
    (
        "Eye pain on brontafungin needs urgent assessment.",
        "If brontafungin makes your eye hurt, it needs an urgent check.",
    ),
    (
        "Report bleeding to the treating team at once.",
        "Tell your care team about any bleeding at once.",
    ),
    (
        "Replace lost fluid promptly.",
        "Fluid that was lost is replaced promptly.",
    ),
    (
        "A ruptured loop is an emergency; transfer right away.",
        "A burst loop is an emergency. You are taken to hospital right away.",
    ),
    (
        "Sedanilol might be tried where caltrolol is not tolerated.",
        "If you do not tolerate caltrolol, sedanilol might be tried.",
    ),
    (
        "Gralimumab probably shortens attacks and possibly prevents them.",
        "Gralimumab probably makes attacks shorter. It possibly stops them from coming.",
    ),
    (
        "Fennel oedema seems to be milder in children and may need no treatment.",
        "In children, fennel swelling seems to be milder. It may not have to be treated.",
    ),
    (
        "Unless lumipram is contraindicated, do not use velotuzumab without it.",
        "Velotuzumab is not used without lumipram, unless you are one of those who must not have lumipram.",
    ),
]
