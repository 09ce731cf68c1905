package tui

import (
	"compromis/internal/french"
	"compromis/internal/say"
)

// Every fixed word of the interface. The words of the law are in the content.
const (
	wordName    = "Compromis"
	wordPromise = "Quelques questions, puis une seule étape\u00a0: la plus simple qui convienne."
	wordLocal   = "Rien ne quitte votre ordinateur : ni compte, ni réseau, ni envoi."

	wordNew           = "Nouveau conflit"
	wordNewHelp       = "deux minutes, rien à préparer"
	wordExamples      = "Les quatre conflits de l’article, déjà remplis"
	wordHelpPage      = "Aide et limites"
	wordWriteAnyway   = "L’écrire malgré tout\u00a0?"
	wordQuitLong      = "Quitter"
	wordResume        = "Reprendre le conflit en cours"
	wordNowDo         = say.NowDo
	wordMore          = "Pour aller plus loin"
	wordWhy           = "Pourquoi cette question ?"
	wordClosedTitle   = "Les autres voies"
	wordLasting       = "Fermées par la situation"
	wordLastingHelp   = "Ce conflit ne s’y prête pas, quoi qu’il arrive ensuite."
	wordPassing       = "Pas maintenant"
	wordPassingHelp   = "Elles dépendent de ce qui s’est déjà passé."
	wordLaterHelp     = "Une voie plus douce passe d’abord ; celles-ci restent possibles."
	wordChangesHelp   = "Une seule réponse différente, les autres restant les mêmes."
	wordNoChange      = "Aucune réponse seule ne changerait l’étape recommandée."
	wordRecap         = "Vos réponses"
	wordRecapHelp     = "Choisissez une réponse pour la modifier."
	wordRecapEmpty    = "Vous n’avez encore répondu à aucune question."
	wordDeduced       = "déduit"
	wordBalance       = "Solde" // of the invoices, as say words it: interest and costs come on top
	wordClient        = "Client"
	wordStep          = "Étape"
	wordWhen          = "Date"
	wordNextDate      = "Prochaine date"
	wordNext          = "Et ensuite ?"
	wordNextHelp      = "Dites ce qui s’est passé : l’étape suivante en découle."
	wordIfNothing     = "Si rien ne marche, le chemin jusqu’au bout"
	wordEnd           = "Fin du dossier"
	wordOr            = "ou, selon la suite : "
	wordLadder        = "Les voies, de la plus urgente à la plus contraignante"
	wordUnsureAgree   = "Toutes les réponses mènent au même point : on continue sans elle."
	wordUnsureDiffer  = "On peut continuer. Voici où mènerait chaque réponse, et la pièce à chercher."
	wordUnsureEarly   = "On peut continuer\u00a0: il est trop tôt pour dire où mènerait chaque réponse."
	wordReadOnly      = "Ici, lecture seule"
	wordTakeHand      = "Prendre la main"
	wordCases         = "Mes dossiers"
	wordJournal       = "Journal"
	wordLearn         = "Apprendre et former"
	wordMapPage       = "L’arbre des questions"
	wordFolder        = "Mon dossier"
	wordStates        = "États gardés"
	wordGoOn          = "Continuer sans savoir"
	wordWhereToLook   = "La pièce à chercher"
	wordQuitAsk       = "Quitter ? Vos réponses ne sont pas gardées."
	wordQuitSaving    = "Quitter ? L’enregistrement est en cours : le programme se ferme tout seul dès qu’il est fini. Quitter sans attendre peut perdre vos derniers changements."
	wordQuitHung      = "Quitter ? Le répertoire des dossiers ne répond pas : vos derniers changements ne sont pas enregistrés."
	wordQuitPractised = "Quitter ? Le résultat de vos exercices n’est enregistré nulle part. La touche r, dans leur liste, l’enregistre."
	wordQuitFailed    = "Quitter ? Le dernier enregistrement a échoué : vos derniers changements ne sont pas gardés."
	wordYes           = "Oui, quitter"
	wordBeginAsk      = "Commencer un autre conflit ? Vos réponses ne sont pas gardées."
	wordBeginYes      = "Oui, commencer"
	wordNo            = "Non, rester"
	wordOrList        = "une liste de réponses"
	wordCauseOf       = "Vos obligations et les droits du client"
)

// examples and placeholders of the typed answers.
const (
	exampleAmount = "ex. : 1 234,56"
	exampleDate   = "ex. : 15 septembre, 15/9/26, hier"
)

func countOpen(open, all int) string {
	return french.Plural(open, "voie ouverte", "voies ouvertes") + " sur " + french.Number(all)
}

// The words of a case, and of what is kept.
const (
	wordInforms    = "Rien ne quitte cet ordinateur. " + wordNoAdvice
	wordShared     = "Dossiers sur votre serveur. " + wordNoAdvice
	wordOnServer   = "Vos dossiers sont sur le serveur de votre équipe."
	wordNoAdvice   = "Ce n’est pas une consultation juridique."
	wordSeeExample = "Voir un exemple"
	wordDates      = "Les dates"
	wordKept       = "Enregistré sur cet ordinateur"
)

// The words of the sums and of the complaints.
const (
	wordFigures    = "Factures et sommes dues"
	wordComplaints = "Réclamations"
	wordLimitation = "Prescription"
	wordStakes     = "Le coût et l’enjeu"
)

// The words of the papers.
const (
	wordLetters        = "Courriers"
	wordHandOver       = "Dossier à remettre"
	wordNothingSent    = "Rien n’est envoyé\u00a0: vous l’imprimez ou l’envoyez vous-même."
	wordNotExported    = "Le document n’est pas enregistré"
	wordNotYetExported = "Le document n’est pas encore enregistré"
	wordMine           = "« Vous » vient de votre dernier dossier : ctrl+s le garde aussi dans celui-ci."
	wordNoEditor       = "Aucun éditeur de texte ne s’est ouvert : écrivez ici, puis ctrl+s."
	wordMarkdown       = "Un titre commence par #, ce qui est en gras est entre **."
	wordNotEdited      = "Le texte n’est pas modifié"
	wordActs           = "Ce que vous pouvez faire"
)

// The words of the map.
const (
	wordMap        = "L’arbre des questions"
	wordHere       = "vous êtes ici"
	wordHit        = "trouvé"
	wordSearching  = "Chercher"
	wordUnfolded   = "Le reste est trop long : dépliez plus bas, ligne par ligne."
	wordNoSearch   = "Rien n’est cherché : appuyez sur / puis tapez un mot."
	wordSearchHelp = "Un mot d’une étape ou d’un texte, puis Entrée."
	wordLadderView = "L’échelle des étapes"
	wordResting    = "Les étapes qui reposent sur ce texte"
	wordTextsHelp  = "Choisissez un texte : vous verrez toutes les étapes qui reposent sur lui."
	wordReadText   = "Lire ce texte"
)

// wordNotFound says that a search finds nothing, and what to do.
func wordNotFound(wanted string) string {
	return "Rien ne correspond à " + french.Quote(french.Shown(wanted)) + ". Essayez un seul mot, d’une étape ou d’un texte."
}

// wordFound says how much a search finds.
func wordFound(steps, ways int) string {
	return french.Plural(steps, "étape trouvée", "étapes trouvées") + ", au bout de " + french.Plural(ways, "parcours", "parcours") + " : n pour le suivant."
}

// The words of practice.
const (
	wordPractice     = "S’exercer"
	wordPracticeHelp = "Des conflits fictifs. Rien n’est gardé dans vos dossiers."
	wordNothingFound = "Rien ne correspond. Échap, puis une autre recherche."
	wordNoClient     = "client à déterminer"
	wordSeeDocuments = "Voir les pièces"
	wordInHand       = "Les pièces"
	wordYourTurn     = "À vous"
	wordByFacts      = "Répondre fait par fait"
	wordByFactsHelp  = "les questions habituelles, sans l’échelle à côté"
	wordByStep       = "Choisir l’étape directement"
	wordChooseStep   = "Quelle étape recommandez-vous\u00a0?"
	wordCorrection   = "Correction"
	wordRight        = "Juste\u00a0: c’est bien l’étape attendue."
	wordWrong        = "Ce n’est pas l’étape attendue."
	wordNoStep       = "aucune\u00a0: il manque une réponse"
	wordParting      = "Où les chemins se séparent"
	wordPartingRight = "Une réponse diffère, l’étape reste la même"
	wordPartingStep  = "Ce qui manque pour que votre étape convienne"
	wordMistake      = "L’erreur classique"
	wordMistakeMade  = "L’erreur classique, et c’est celle-ci"
	wordPoint        = "Ce qu’il faut retenir"
	wordDiscussion   = "À discuter"
	wordAndNow       = "Et maintenant"
	wordNextCase     = "Cas suivant"
	wordSeriesOver   = "tous les cas sont faits\u00a0: voir le résultat"
	wordAgain        = "Refaire ce cas"
	wordResult       = "Résultat de la série"
	wordNewSeries    = "Nouvelle série"
	wordNewSeriesAsk = "Commencer une nouvelle série\u00a0? Ce résultat est oublié."
	wordNewSeriesYes = "Oui, recommencer"
	wordNewSeriesNo  = "Non, garder ce résultat"
)

// The words of « et si ? ».
const (
	wordAlter      = "Changer une réponse"
	wordAlterHelp  = "Choisissez une autre réponse\u00a0: votre dossier ne change pas."
	wordSaidNow    = "Réponse"
	wordComparison = "Comparer"
	wordFull       = "Trois colonnes au plus\u00a0: retirez d’abord une variante (x)."
	wordSame       = "Ce qui reste pareil"
	wordAnswers    = "Réponses"
	wordTake       = "Prendre cette variante"
	wordTakeAsk    = "Prendre cette variante\u00a0? Les réponses de votre dossier changent."
	wordTakeYes    = "Oui, changer mon dossier"
	wordTakeNo     = "Non, garder mon dossier"
	wordAim        = "Viser une étape"
	wordAimHelp    = "Quelle étape voudriez-vous\u00a0?"
	wordRoutes     = "Ce qui mènerait à cette étape"
	wordRoutesHelp = "Les plus petits changements qui y mènent."
)

// The words of the projection, as the room sees them.
const (
	wordProject       = "Projeter devant une salle"
	wordProjectHelp   = "Rien de vos dossiers n’est montré. Les touches restent cachées\u00a0: «\u00a0?\u00a0» les dit."
	wordOpenNotes     = "Vos notes, dans un autre terminal\u00a0: compromis notes"
	wordOpenWorkshop  = "Pour que chacun réponde depuis son téléphone ou son terminal\u00a0: compromis atelier"
	wordNoNotes       = "La projection marche, mais sans les notes ni le rapport."
	wordGoOnPlay      = "Reprendre"
	wordPickPlay      = "Les cas pratiques"
	wordCasePractical = "Cas pratique"
	wordStory         = "Le récit"
	wordBallot        = "Quelle étape choisiriez-vous\u00a0?"
	wordFirstVote     = "Premier vote"
	wordSecondVote    = "Second vote"
	wordReveal        = "La réponse"
	wordRevealAsk     = "Quelle étape fallait-il choisir\u00a0?"
	wordBecause       = "Pourquoi"
	wordLegalText     = "Le texte"
	wordUsualMistake  = "L’erreur classique"
	wordPlayOver      = "Fin du cas"
	wordNoVote        = "Pas encore de vote."
	wordBefore1       = "Avant"
	wordAfter2        = "Après"
	wordStopAsk       = "Quitter la projection\u00a0?"
	wordStopHow       = "Entrée pour quitter. Toute autre touche pour rester."
	wordTheCase       = "Le cas"
	wordTooEarly      = "L’arbre et «\u00a0et si\u00a0?\u00a0» s’ouvrent une fois l’étape révélée."
	wordNotFollowed   = "Les notes et le rapport ne suivent plus."
)

// Where the number that Enter answers comes from.
const (
	wordAsVoted  = "comme les votes"
	wordAsBefore = "comme avant"
)

// wordHeads asks how many the room has; Enter alone answers the usual number.
func wordHeads(usual int, why string) string {
	if usual == 0 {
		return "Combien êtes-vous\u00a0?"
	}
	return "Combien êtes-vous\u00a0? Entrée\u00a0: " + french.Number(usual) + ", " + why + "."
}

// wordUncounted says that votes were typed and left.
func wordUncounted(typed string) string {
	return "Les votes tapés, " + french.Quote(french.Shown(typed)) + ", ne sont pas comptés. Revenez à leur écran, puis Entrée."
}

// wordSessionAsk asks whether a session that ended not long ago goes on.
func wordSessionAsk(ago string) string {
	return "Une séance a été projetée il y a " + ago + ". Est-ce la même\u00a0?"
}

// The answers to it.
const (
	wordSameSession     = "La continuer"
	wordSameSessionHelp = "un seul rapport dira ce qui a été joué avant et après"
	wordNewSession      = "Nouvelle séance"
	wordNewSessionHelp  = "l’autre est mise de côté\u00a0: compromis seance --ancienne 1 la raconte"
	wordNotBegun        = "La nouvelle séance n’a pas commencé"
)

// The words of the report of a session.
const (
	wordReported     = "Rapport enregistré"
	wordReportWhere  = "Dans le dossier d’où vous avez lancé Compromis\u00a0:"
	wordNotReported  = "Le rapport n’est pas enregistré"
	wordNothingToSay = "La salle n’a encore ni voté ni vu de réponse."
)

// The words of the notes of the trainer.
const (
	wordNotes    = "Notes du formateur"
	wordWaiting  = "En attente de la projection"
	wordWaitHelp = "Les notes suivent toutes seules dès qu’un cas est projeté."
	wordWaitHow  = "Dans un autre terminal\u00a0: compromis projeter"
	wordOnScreen = "À l’écran"
	wordTime     = "Temps"
	wordDark     = "L’écran est noir."
	wordToSay    = "À dire"
	wordThen     = "Ensuite"
	wordVotes    = "Les votes"
	wordAnswer   = "L’étape attendue"
)

// wordUnknownPlay says that the exercise asked for does not exist.
func wordUnknownPlay(id string) string {
	return "Le cas " + french.Quote(french.Shown(id)) + " n’existe pas. Choisissez-en un dans la liste."
}
