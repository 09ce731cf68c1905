package tui

import "compromis/internal/draw"

// Every key of the interface. Screens show those that work on them, the most
// useful first; the help line keeps what fits.
var (
	keyEdit       = draw.Bind("entrée", "modifier", "enter")
	keyBackIn     = draw.Bind("échap", "retour", "esc", "shift+tab")
	keyFormNext   = draw.Bind("entrée", "ligne suivante", "enter", "tab")
	keyFormEnter  = draw.Bind("entrée", "valider", "enter")
	keyFormChoose = draw.Bind("↑↓", "choisir", "up", "down")
	keyFormEmpty  = draw.Bind("ctrl+d", "vider la ligne", "ctrl+d")
	keyFormBack   = draw.Bind("maj+tab", "ligne d’avant", "shift+tab")
	keyFormSave   = draw.Bind("ctrl+s", "enregistrer", "ctrl+s")
	keyFormAgain  = draw.Bind("ctrl+r", "repartir du dossier", "ctrl+r")
	keyDraft      = draw.Bind("b", "brouillons", "b")
	keyHome       = draw.Bind("a", "accueil", "a")
	keyNo         = draw.Bind("n", "non", "n", "N")

	keyParts      = draw.Bind("1-9", "aller", "1", "2", "3", "4", "5", "6", "7", "8", "9")
	keyFolder     = draw.Bind("m", "mon dossier", "m")
	keyTimeline   = draw.Bind("t", "chronologie", "t")
	keyJournal    = draw.Bind("j", "journal", "j")
	keyParties    = draw.Bind("p", "parties", "p")
	keyFigures    = draw.Bind("e", "factures et sommes dues", "e")
	keyComplaints = draw.Bind("r", "réclamations", "r")
	keyLetters    = draw.Bind("l", "courriers", "l")
	keyFile       = draw.Bind("f", "fichier", "f")
	keyAdd        = draw.Bind("+", "noter", "+")
	keyUndo       = draw.Bind("u", "annuler le dernier", "u")
	keySearch     = draw.Bind("/", "chercher", "/")
	keyThrough    = draw.Bind("↑↓", "parcourir", "up", "down", "pgup", "pgdown")
	keyCases      = draw.Bind("d", "dossiers", "d")

	keyDigits   = draw.Bind("1-9", "répondre", "1", "2", "3", "4", "5", "6", "7", "8", "9")
	keySwap     = draw.Bind("tab", "choisir dans la liste", "tab")
	keySwapBack = draw.Bind("tab", "taper la réponse", "tab")
	keyWhy      = draw.Bind("p", "pourquoi", "p")
	keyWhyIn    = draw.Bind("ctrl+p", "pourquoi", "ctrl+p")
	keyWays     = draw.Bind("v", "les voies", "v")
	keyRecap    = draw.Bind("r", "mes réponses", "r")
	keyRecapIn  = draw.Bind("ctrl+r", "mes réponses", "ctrl+r")

	keyOutcomes = draw.Bind("s", "c’est fait", "s")
	keyClosed   = draw.Bind("v", "autres voies", "v")
	keyChanges  = draw.Bind("c", "et si\u00a0?", "c")
	keyBases    = draw.Bind("f", "textes", "f")
	keyCause    = draw.Bind("d", "droits et devoirs", "d")
)

// The keys of the acts of a step.
var (
	keyLetter    = draw.Bind("l", "la lettre", "l")
	keyPaper     = draw.Bind("l", "le document", "l")
	keyHow       = draw.Bind("l", "comment faire", "l")
	keyRecall    = draw.Bind("e", "me le rappeler", "e")
	keyWhyStep   = draw.Bind("p", "pourquoi", "p")
	keyPaid      = draw.Bind("y", "il a payé", "y")
	keyPreview   = draw.Bind("tab", "lire la lettre à côté", "tab")
	keyTickAny   = draw.Bind("1-9", "cocher un geste", "1", "2", "3", "4", "5", "6", "7", "8", "9")
	keyTickHere  = draw.Bind("entrée", "cocher", "enter")
	keyTick      = draw.Bind("espace", "cocher", "space")
	keyFollow    = draw.Bind("o", "lire le texte cité", "o")
	keyAlong     = draw.Bind("← →", "un autre bouton", "left", "right", "tab", "shift+tab")
	keyAlongBack = draw.Bind("←", "le bouton d’avant", "left", "shift+tab")
)

// The keys of the sums and of the complaints.
var (
	keyInvoice    = draw.Bind("+", "ajouter une facture", "+")
	keyPayment    = draw.Bind("p", "noter un paiement", "p")
	keyInvoices   = draw.Bind("t", "en tableau", "t")
	keyWorking    = draw.Bind("c", "voir le calcul", "c")
	keyLimitation = draw.Bind("x", "prescription", "x")
	keyStakes     = draw.Bind("s", "coût et enjeu", "s")
	keyComplain   = draw.Bind("+", "ajouter une réclamation", "+")
)

// The keys of a paper.
var (
	keyEditText = draw.Bind("e", "modifier", "e")
	keyModel    = draw.Bind("x", "repartir du modèle", "x")
	keyFacts    = draw.Bind("f", "raconter les faits", "f")
	keyCalendar = draw.Bind("i", "échéances (.ics)", "i")
)

// The keys of the map.
var (
	keyMap       = draw.Bind("t", "l’arbre", "t")
	keyUnfold    = draw.Bind("entrée", "déplier", "enter", "right")
	keyFold      = draw.Bind("entrée", "replier", "enter", "left")
	keyUnfoldAll = draw.Bind("*", "tout déplier", "*")
	keyFrom      = draw.Bind("g", "partir d’ici", "g")
	keyTexts     = draw.Bind("b", "ses textes", "b")
	keyLadder    = draw.Bind("l", "l’échelle", "l")
	keyTree      = draw.Bind("l", "l’arbre", "l")
	keyNextHit   = draw.Bind("n", "trouvé suivant", "n")
	keyLastHit   = draw.Bind("N", "trouvé d’avant", "N")
	keyGoTo      = draw.Bind("entrée", "y aller", "enter")
)

// The keys of practice and of « et si ? ».
var (
	keyPractice    = draw.Bind("e", "s’exercer", "e")
	keyGoOn        = draw.Bind("entrée", "voir les pièces", "enter")
	keyStory       = draw.Bind("r", "relire le cas", "r")
	keyStoryIn     = draw.Bind("ctrl+r", "relire le cas", "ctrl+r")
	keyNextCase    = draw.Bind("n", "cas suivant", "n")
	keyAgain       = draw.Bind("x", "refaire ce cas", "x")
	keyResult      = draw.Bind("r", "résultat", "r")
	keyNewSeries   = draw.Bind("x", "nouvelle série", "x")
	keyCompare     = draw.Bind("entrée", "comparer", "enter")
	keyAlter       = draw.Bind("r", "changer une autre réponse", "r")
	keyAim         = draw.Bind("v", "viser une étape", "v")
	keyKeepVariant = draw.Bind("+", "garder", "+")
	keyDrop        = draw.Bind("x", "retirer", "x")
	keyTake        = draw.Bind("g", "prendre cette variante", "g")
	keyOther       = draw.Bind("tab", "l’autre variante", "tab")
)

// The keys of the projection. None is shown but in the help.
var (
	keyProject   = draw.Bind("p", "projeter", "p")
	keyOnward    = draw.Bind("espace", "la suite", "space", "right", "down", "pgdown")
	keyOnwardToo = draw.Bind("→ ↓", "la suite aussi", "right", "down")
	keyBackward  = draw.Bind("← ↑", "revenir", "left", "up", "pgup")
	keyFirst     = draw.Bind("début", "premier écran", "home")
	keyLast      = draw.Bind("fin", "dernier écran ouvert", "end")
	keyReveal    = draw.Bind("entrée", "révéler l’étape", "enter")
	keyNextPlay  = draw.Bind("entrée", "projeter le cas suivant", "enter")
	keyVotes     = draw.Bind("5/9/2", "les votes, un nombre par proposition, puis entrée", "/")
	keyInVotes   = draw.Bind("← →", "aller dans les votes tapés", "left", "right", "home", "end")
	keyJump      = draw.Bind("12", "aller à l’écran 12, avec entrée", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9")
	keyBlack     = draw.Bind("b", "écran noir\u00a0; une touche le rallume", "b", ".")
	keyErase     = draw.Bind("retour arrière", "effacer", "backspace")
	keyReport    = draw.Bind("w", "rapport de la séance", "w")
	keyStop      = draw.Bind("échap", "quitter la projection", "esc")
)
