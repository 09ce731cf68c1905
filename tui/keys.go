package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Every key of the interface. Screens show those that work on them, the most
// useful first; the help line keeps what fits.
var (
	keyUp       = bind("↑", "monter", "up", "k")
	keyDown     = bind("↓", "descendre", "down", "j")
	keyPageUp   = bind("pg préc", "page précédente", "pgup", "ctrl+b")
	keyPageDn   = bind("espace", "page suivante", "pgdown", "space", "ctrl+f")
	keyTop      = bind("début", "tout en haut", "home", "g")
	keyBottom   = bind("fin", "tout en bas", "end", "G")
	keyChoose   = bind("entrée", "choisir", "enter")
	keyOpen     = bind("entrée", "ouvrir", "enter")
	keyEdit     = bind("entrée", "modifier", "enter")
	keyConfirm  = bind("entrée", "valider", "enter")
	keyBack     = bind("échap", "retour", "esc", "left", "backspace")
	keyBackIn   = bind("échap", "retour", "esc", "shift+tab")
	keyHelp     = bind("?", "aide", "?", "f1")
	keyQuit     = bind("q", "quitter", "q", "ctrl+c")
	keyCtrlC    = bind("ctrl+c", "quitter", "ctrl+c")
	keyLeave    = bind("échap", "annuler", "esc")
	keyFormNext = bind("entrée", "ligne suivante", "enter", "tab")
	keyFormBack = bind("maj+tab", "ligne d’avant", "shift+tab")
	keyFormSave = bind("ctrl+s", "enregistrer", "ctrl+s")
	keyHome     = bind("a", "accueil", "a")
	keyYes      = bind("o", "oui", "o", "O")
	keyNo       = bind("n", "non", "n", "N")

	keyFolder     = bind("m", "mon dossier", "m")
	keyTimeline   = bind("t", "chronologie", "t")
	keyJournal    = bind("j", "journal", "j")
	keyParties    = bind("p", "parties", "p")
	keyFigures    = bind("e", "factures et sommes dues", "e")
	keyComplaints = bind("r", "réclamations", "r")
	keyLetters    = bind("l", "courriers", "l")
	keyHandOver   = bind("d", "dossier à remettre", "d")
	keyFile       = bind("f", "fichier", "f")
	keyAdd        = bind("+", "noter", "+")
	keyUndo       = bind("u", "annuler le dernier", "u")
	keySearch     = bind("/", "chercher", "/")
	keyCases      = bind("d", "dossiers", "d")

	keyUnsure   = bind("0", "je ne sais pas", "0")
	keyDigits   = bind("1-9", "répondre", "1", "2", "3", "4", "5", "6", "7", "8", "9")
	keySwap     = bind("tab", "choisir dans la liste", "tab")
	keySwapBack = bind("tab", "taper la réponse", "tab")
	keyWhy      = bind("p", "pourquoi", "p")
	keyWhyIn    = bind("ctrl+p", "pourquoi", "ctrl+p")
	keyRecap    = bind("r", "mes réponses", "r")
	keyRecapIn  = bind("ctrl+r", "mes réponses", "ctrl+r")

	keyOutcomes = bind("s", "ensuite", "s")
	keyClosed   = bind("v", "autres voies", "v")
	keyChanges  = bind("c", "et si\u00a0?", "c")
	keyBases    = bind("f", "textes", "f")
	keyCause    = bind("d", "droits et devoirs", "d")
)

func bind(shown, does string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, does))
}

// digitOf returns the digit a key types, or -1. The character counts, not the
// key: on a French keyboard digits are shifted.
func digitOf(msg tea.KeyPressMsg) int {
	if s := msg.String(); len(s) == 1 && s[0] >= '0' && s[0] <= '9' {
		return int(s[0] - '0')
	}
	return -1
}

// The keys of the sums and of the complaints.
var (
	keyInvoice    = bind("+", "ajouter une facture", "+")
	keyPayment    = bind("p", "noter un paiement", "p")
	keyWorking    = bind("c", "voir le calcul", "c")
	keyLimitation = bind("x", "prescription", "x")
	keyStakes     = bind("s", "coût et enjeu", "s")
	keyComplain   = bind("+", "ajouter une réclamation", "+")
)

// The keys of a paper.
var (
	keyEditText  = bind("e", "modifier", "e")
	keyModel     = bind("x", "repartir du modèle", "x")
	keyWord      = bind("w", "Word", "w")
	keyPDF       = bind("p", "PDF", "p")
	keyPlainText = bind("t", "texte", "t")
	keyCalendar  = bind("i", "échéances (.ics)", "i")
)

// The keys of the map.
var (
	keyMap       = bind("t", "l’arbre", "t")
	keyUnfold    = bind("entrée", "déplier", "enter", "right")
	keyFold      = bind("entrée", "replier", "enter", "left")
	keyUnfoldAll = bind("*", "tout déplier", "*")
	keyFrom      = bind("g", "partir d’ici", "g")
	keyTexts     = bind("b", "ses textes", "b")
	keyLadder    = bind("l", "l’échelle", "l")
	keyTree      = bind("l", "l’arbre", "l")
	keyNextHit   = bind("n", "trouvé suivant", "n")
	keyLastHit   = bind("N", "trouvé d’avant", "N")
	keyGoTo      = bind("entrée", "y aller", "enter")
)

// The keys of practice and of « et si ? ».
var (
	keyPractice    = bind("e", "s’exercer", "e")
	keyGoOn        = bind("entrée", "voir les pièces", "enter")
	keyStory       = bind("r", "relire le cas", "r")
	keyStoryIn     = bind("ctrl+r", "relire le cas", "ctrl+r")
	keyNextCase    = bind("n", "cas suivant", "n")
	keyAgain       = bind("x", "refaire ce cas", "x")
	keyResult      = bind("r", "résultat", "r")
	keyNewSeries   = bind("x", "nouvelle série", "x")
	keyCompare     = bind("entrée", "comparer", "enter")
	keyAlter       = bind("r", "changer une autre réponse", "r")
	keyAim         = bind("v", "viser une étape", "v")
	keyKeepVariant = bind("+", "garder", "+")
	keyDrop        = bind("x", "retirer", "x")
	keyTake        = bind("g", "prendre cette variante", "g")
	keyOther       = bind("tab", "l’autre variante", "tab")
)

// The keys of the projection. None is shown but in the help.
var (
	keyProject   = bind("p", "projeter", "p")
	keyOnward    = bind("espace", "la suite", "space", "right", "down", "pgdown")
	keyOnwardToo = bind("→ ↓", "la suite aussi", "right", "down")
	keyBackward  = bind("← ↑", "revenir", "left", "up", "pgup")
	keyFirst     = bind("début", "premier écran", "home")
	keyLast      = bind("fin", "dernier écran ouvert", "end")
	keyReveal    = bind("entrée", "révéler l’étape", "enter")
	keyNextPlay  = bind("entrée", "projeter le cas suivant", "enter")
	keyVotes     = bind("5/9/2", "les votes, un nombre par proposition, puis entrée", "/")
	keyJump      = bind("12", "aller à l’écran 12, avec entrée", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9")
	keyBlack     = bind("b", "écran noir\u00a0; une touche le rallume", "b", ".")
	keyErase     = bind("retour arrière", "effacer", "backspace")
	keyReport    = bind("w", "rapport de la séance", "w")
	keyStop      = bind("échap", "quitter la projection", "esc")
)
