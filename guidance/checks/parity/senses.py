"""The words that affirm something or deny it, by what it is that they affirm or deny.

A line of a table is one sense: what stands after “+” affirms it, after “-” denies it, and after “!” denies it so that
the other wording must deny it too. “*” stands for any ending. A word may have several senses. What denies “any” may
answer for whatever the other wording denies.
"""

SENSES = """
    do + take, takes, taken, taking, give, gives, given, giving, use, uses, used, using, start*, commenc*, begin*
    do + begun, initiat*, continu*, keep on, keep taking, keep using, keep giving, keep having, carry on, carries on
    do + carried on, carrying on, go on, goes on, going on, maintain*, offer*, receiv*, administer*, prescrib*
    do + recommend*, advised, advisable, advise, advises, indicated, safe, suitable, allow*, permit*, compatible
    do + should have, must have, can have, are advised, is advised, put on, appropriate, resum*, restart*, accept*
    do + eligible, choose*, chosen, right for, stay on, stays on, suggested
    do - to avoid
    do ! keep it out of, keep them out of, keep it away, keep them away, avoid*, contraindicat*, withhold*
    do ! withheld, refrain*, abstain*, prohibit*, forbid*, forbidden, banned
    do ! unsafe, unsuitable, inadvis*, inappropriate*, incompatib*, ineligib*, discourag*, preclud*, disallow*
    do ! disapprov*, advise against, advises against, advised against, recommend against, recommends against
    do ! recommended against, warn against, warned against, decide against, decided against, counsel against
    do ! steer clear, keep away, keeps away, stay away, stays away, stay off, stay out of, keep off, keep out of
    do ! off limits, held back, hold back, not right, nil by mouth, oppos*, have to go without, go without
    do ! goes without, do without
    do - exclude patients, exclude people, exclude women, exclude adults, exclude children, exclude those, excluded from
    do - are excluded, exclude the patient, be excluded from, leave it out, leave them out, give it up, put it off
    do - stop, stops, stopped, stopping, discontinu*
    do - ceas*, cessation, withdraw*, hold, held, omit*, omission, skip*
    do - miss, missed, misses, missing, suspend*, suspension, interrupt*, paus*, abandon*, halt*, quit, quits
    do - quitting, reject*, refus*, declin*, leave out, leaves out, left out, leaving out, give up, gives up
    do - giving up, given up, take a break, taking a break, come off, comes off, coming off, taken off, take you off
    do - take them off, taking off
    do - forgo, foregone, forgone, denied, deny, put off, hold off, misuse*, wean*
    do - too unadvis*, dispens*, defer*, delay*, wait*, postpon*, last resort, reserve*, restrict*, bad idea
    do - object*, ban, bans, hold up, holds up, held up, spare, spared, stay clear
    any - back to normal, normal again, rule it out, rule this out, rule them out, rules it out, ruled it out
    any - poor, poorly, deplet*, fail, exclud*, refus*, declin*, reject*, omit
    any - omits, omitted, omitting, omission, negative*, deficien*, denied
    any - deny, denies, naive, gone, untreated, free, rule out, rules out, ruled out, ruling out, fails, failed
    any - failing, withdrawn, resolved, disappeared, missing, ineffective, dispens*, limited to
    safe + safe, safely, harmless*
    safe - dangerous, harmful, harm, risky, hazard*, unsafe
    act + stop, stops, stopped, discontinu*, quit, withdraw, come off
    act - keep taking, keep using, keep giving, continu*, keep, keeps, keeping, carry on, carries on, maintain*
    act - lifelong, throughout, depend*, addict*, stay on
    want + want*, wish*, agree*, consent*, accept*, willing*
    want - declin*, refus*, reject*, object*, unwilling*, withdr*
    need + need, needs, needed, necess*, require*, must, should, have to, has to, essential, warrant*, indicated
    need ! unnecessar*, unneeded
    need - optional, superfluous, redundant, avoidable, spar*, dispens*, left out, omit*, can wait, without, enough
    need - unwarranted, instead of, save*, saves, free
    work + work, works, worked, working, help, helps, helped, helping, improv*, respon*, effective*, effect, benefi*
    work + advantag*, useful, succe*, control*, better, settle*, resol*, clear, clears, cleared, disappear*, go away
    work + goes away, gone away, went away, gone, subsid*, heal*, ease, eases, eased, relie*, recover*, cure*, curable
    work + tolerat*, stop, stops, stopped, prevent*, reverse*, reversible, protect*, cope, enough, away, go down
    work + goes down
    work - fail*, refractory, resistan*, persist*, continu*, remain*, ongoing, still, worse*, despite, uncontrol*
    work - unrespon*, ineffect*, useless, recalcitrant, prolonged, permanent*, last, lasts, lasting, chronic*, go on
    work - goes on, going on, incura*, irreversib*, inadequate*, unsuccess*, futile, stays, stay, keep, keeps
    work - intoleran*, unchanged, unreliab*, upset*, intractable, unhelpful, untreatable, inactiv*, unabated, residual
    work - unimproved, deteriorat*, poor*, carry on, carries on, lifelong, for life
    reduce + reduc*, lower*, decreas*, cut, cuts, prevent*, stop, stops, stopped, shorten*, lessen*, protect*, fewer
    reduce - increas*, rais*
    end + stop, stops, stopped, stopping, go away, goes away, went away, gone away, gone, resol*, clear*, settle*
    end + heal*, disappear*, ease*, improv*, better, subsid*, respon*, recover*, relie*
    end - keep taking, keep using, keep giving, persist*, continu*, remain*, stay, stays, keep, keeps, worse*
    end - refractory, ongoing, going on, go on, goes on, fail*
    have + have, has, had, having, present, presence, positive, found, show, shows, shown, signs, history, previous*
    have + develop*, detected, detectable, exist*
    have - rule it out, rule this out, rule them out, rules it out, ruled it out, negative*, exclud*
    have - rule out, rules out, ruled out, ruling out, naive, asymptomatic*, afebril*, undetect*
    have - first ever, de novo, untreated, uncomplicated, denies, missing
    free - free, resol*, gone, clear, healthy, spared, spares, loss, lost, lack*, deficien*
    know + know, knows, known, clear, certain*, sure, establish*, proven, proof, evidence, shown, settled, confirm*
    know + understood, understand, data, tested, studied, research, demonstrat*, prove, proved, reliab*, show*
    know ! unknown, unclear, uncertain*, unproven, unsure
    know - unestablish*, doubt*, debat*, controvers*, inconclusiv*, equivocal, unconfirm*, untested, unstud*
    know - question*, indetermin*, idiopathic, cryptogenic, unexplained, remain to be seen, mystery, unreliab*
    proof + evidence, data, proof, proven, shown, known, know, knows, sure, certain*, research, tested, studied
    proof - limited, insufficien*, little, conflict*, scarce, sparse, anecdot*, lack*, weak, poor*, yet to, low, seen
    proof - few
    enough + enough, sufficien*, adequate*, proper*, well, complete*, fully, full, normal*, plenty
    enough ! insufficien*, inadequate*
    enough - unfit, too unwell, too ill, too weak, too frail, deplet*, low, poor*, deficien*, lack*, short
    enough - shortage, impair*, weak*, reduced, partial*, incomplet*, too little
    enough - too few, abnormal*, badly, suboptimal, limited, scarc*, hypo*, dys*, failure, trouble, problem*, loss
    able + able, possible, possibl*, capable, feasible, ability, can
    able ! unable, impossib*, incapab*, inabilit*
    able - exclud*, loss, lost, difficult*, trouble, paraly*, immobil*, dys*, aphasi*, mute, blind*, deaf*, numb
    able - numbness
    able - hard to, too ill, anuri*, retention, insomnia
    able - infeasib*, unwell, incapacit*, intoleran*, too unwell, too weak
    often + common*, often, usual*, likely, frequent*, always, typical*, general*, mostly, expected, normally
    often - rare*, seldom, uncommon*, unusual*, unlikely, improbab*, infrequent*, hardly, scarcely, small chance, few
    often - occasional*, low risk, small risk, low chance, little risk, little chance, exceptional*, barely, remote
    often - sometimes
    more + more, exceed*, longer, greater, higher, above, beyond, over, later, past, faster, in excess
    more - maxim*, at most, limited to, limit to, up to, within, ceiling, or less, or fewer, or under, cap, capped
    more - no later, or below, no longer than, not longer than, stop*, discontinu*, ceas*, shorter, former*, previous*
    less + less, below, under, fewer, shorter, younger, lower, sooner, earlier, before, smaller
    less - minim*, at least, or more, or over, or above, or older, or higher, or longer, no sooner, only after
    until + until, before, till, yet, sooner, earlier
    until - delay*, defer*, wait*, postpon*, put off, hold off, only after, only once, only when, earliest
    wait + delay*, wait*, hesitat*, postpon*, defer*, put off, hold off, hold up, while
    wait - immediate*, at once, straight away, straightaway, right away, urgent*, prompt*, now, emergenc*, as soon as
    other + other, else, another, combin*, together, also, both, additional, add*
    other - alone, only, sole*, monotherap*, on its own, by itself, on their own, exclusive*, isolat*, apart
    other - separate*
    harm + harm*, danger*, serious*, cancer*, malignan*, severe*, worr*, concern*, bother*
    harm - benign, safe*, harmless*, mild*, minor, easily, smooth*, reassur*, uncomplicated, stable, local*
    change + chang*, adjust*, alter, alters, altered, altering, alteration*, modif*, increas*, reduc*, differ*
    change + affect*, raise*, rise*, fall*, lower*
    change - with or without, whether or not, regardless, irrespective, no matter, usual dose, normal dose, full dose
    change - same, stab*, steady, constant*, unchang*, unalter*, as before, as usual, unaffect*
    spread + spread*, infectious, contagious, pass, passed, catch, caught, transmi*
    spread - noninfectious, noncontagious, local*, confined, limited to, isolat*, quarantin*, contained, uninfectious
    food + eat*, food, drink*, meal*, breakfast
    food ! nothing to eat, nothing by mouth
    food - without food, without eating, no food, fast, fasting, fasted, empty stomach, nil by mouth
    food - nil
    symptom + symptom*, sign, signs, complain*, pain, painful
    symptom - asymptomatic*, silent*, latent, painless, feel well, feels well, otherwise well, symptomless
    symptom - resol*, disappear*, gone, clear*, free
    fever + fever*, febrile, temperature, pyrexia*, pyrexial
    fever - afebrile, apyrexial, gone, settled
    cause + cause*, reason*, trigger*, explain*, provok*, due to, related, because, underlying
    cause - spontaneous*, idiopathic, cryptogenic, unprovok*, unexplained, unrelated, another
    open + open*, expose*
    open - closed, sealed, intact, shut, protected
    skip + miss*, forget*, skip*, omit*, forgot*
    skip - adheren*, adher*, complian*, strictly, regularly, remember*
    stay + remov*, take out, takes out, taken out, come out, comes out, take off, takes off, pull out, pulled out
    stay + lift off, peel off, extract*
    stay - stay in, stays in, left in, leave in, keep in, kept in, remain in, remains in
    see + pick up, picked up, detect*, find, finds, show*, notice*, spot, recogni*, see, visible
    see - subclinical*, unseen, silent, latent, unnotic*, unobserv*, microscop*, imperceptib*, impalpab*, inapparent
    see - miss*, overlook*, false negative, false negatives, hidden, invisible, occult, undetect*
    speak + speak*, talk*, words, speech
    speak - aphasi*, mute, anarthri*
    licence + licen*, approved, authori*, registered
    licence - unlicen*, off label, unapproved
    active + active, ongoing, acute
    active - inactiv*, dormant, latent, quiescent, remission, burnt out
    cut + surg*, operat*, cut, cuts, invasive, needle*, remov*
    cut - noninvasive, conservative*, inoperab*, unresectab*
    pee + urine, pee, pass water
    pee - anuri*, retention
    awake + awake, conscious, alert, aware, wake
    awake - asleep, unconscious, unaware, faint*, syncop*
    alone + alone, unattended, unsupervised, unaccompanied
    alone - stay with, stays with, someone with, attended, supervis*, watched, accompan*, observ*, company
    away + away, close, near, contact
    away - stay away, stays away, keep away, keeps away, isolat*, quarantin*, apart
    progress + progress*, worse*, deteriorat*
    progress - stable, steady, static
    prescription + prescription
    prescription - over the counter, counter, off the shelf
    hurry + sudden*, abrupt*, quick*, all at once, rapid*, one go
    hurry - gradual*, slow*, taper*, wean*, step by step, bit by bit, little by little
    bound + at least, minimum, minimal, or more, or over, or older, or longer, or above, or higher
    bound - at most, maximum, maximal, up to, limited to, limit to, or less, or fewer, or under, or below, within
    meal + with food, with meals, with a meal, after food, after meals, full stomach, with or after food
    meal - empty stomach, fasting, fasted, without food, nil by mouth, before food, before meals
    even + even if, even when, whether or not, regardless, irrespective, no matter, even though
    even - only if, only when, only in, only where, unless, except*, provided, as long as
    only - only if, only when, only in, only where
    likelier + more likely, more common, more often
    likelier - less likely, less common, less often
    bound ! no longer than, not longer than
    unless ! unless, except*, barring
    unless - otherwise, apart from, other than, all but, or else, save for
    only - only, solely, reserve*, restrict*, kept for, limited to
    instead ! rather than, instead of
    instead - better, best, first choice, switch*, replac*, substitut*, alternativ*, prefer*, chang*, swap*, instead
    instead - in place of, take over
"""
# Words that deny what follows; of the second table those that say there is none of it.
NOTS = """
    not, never, neither, cannot, dont, doesnt, isnt, arent, wont, cant, shouldnt, mustnt, no longer, fail to, fails to
    failed to, failing to, failure to
"""
NONES = """
    no, none, nobody, no one, no 1, nothing, nowhere, without, with no, free of, free from, without any, devoid of, lack
    lack of, lacks, lacking, lacked, absence, absence of, absent
"""
# Phrases in which such a word denies nothing, or nothing of the statement.
IDLE = """
    not only, not just, not merely, not simply, no doubt, or not, without delay
    without any delay, without further delay, without hesitation, without waiting, more often than not
    last but not least, no delay, heart failure, kidney failure, renal failure, liver failure, hepatic failure
    organ failure, respiratory failure, cognitive decline, feel free, free of charge, free to, free t, free thyroxine
    free copy, free light, free text, toll free
    sugar free, keep out of reach, keep out of the reach, keep it out of the reach, keep it out of reach
    keep them out of the reach, keep them out of reach, no reason not
    declines in, decline in, a decline, rather than wait, rather than waiting, instead of waiting
    hold it against, hold against, stop smoking, stops smoking, stopping smoking
    smoking cessation, cessation drugs, cessation support, hold on to, hold on tight, miss out, held down, hold down
    holds down, tied down, hold your breath, take care
    takes care, hold your baby, hold your child, take place, takes place, taking place, take part, takes part
    taking part, take notice, take note, given that, given off, used to, while waiting, while you wait, while awaiting
    awaiting, no wonder
"""
