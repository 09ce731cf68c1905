package tui

import "compromis/internal/french"

// Every fixed word of the interface. The words of the law are in the content.
const (
	wordName     = "Compromis"
	wordTagline  = "Un conflit avec un client ? Trouvez la bonne voie : le compromis d’abord, le juge en dernier."
	wordNotice   = "Compromis informe ; il ne remplace pas un avocat."
	wordLocal    = "Rien ne quitte votre ordinateur : ni compte, ni réseau, ni envoi."
	wordTooSmall = "Agrandissez la fenêtre : il faut au moins 40 colonnes et 12 lignes."

	wordNew          = "Nouveau conflit"
	wordNewHelp      = "Quelques questions simples, puis une étape recommandée"
	wordExamples     = "Les quatre conflits de l’article, déjà remplis"
	wordArticle      = "Ce que disait l’article, ce que dit le droit"
	wordHelpPage     = "Aide et limites"
	wordQuitLong     = "Quitter"
	wordResume       = "Reprendre le conflit en cours"
	wordNowDo        = "CE QU’IL FAUT FAIRE MAINTENANT"
	wordWhyNow       = "Pourquoi maintenant"
	wordHowTo        = "Comment faire"
	wordDocuments    = "Pièces à réunir"
	wordPitfalls     = "Pièges"
	wordBases        = "Sur quels textes"
	wordNeighbours   = "Voies voisines"
	wordOutcomes     = "Ce qui peut arriver ensuite"
	wordReasons      = "Ce qui y conduit, d’après vos réponses"
	wordMore         = "Pour aller plus loin"
	wordToConfirm    = "à confirmer"
	wordUnsure       = "Je ne sais pas"
	wordWhy          = "Pourquoi cette question ?"
	wordClosedTitle  = "Les autres voies"
	wordLasting      = "Fermées par la situation"
	wordLastingHelp  = "Ce conflit ne s’y prête pas, quoi qu’il arrive ensuite."
	wordBefore       = "Une autre voie passe toujours avant : "
	wordPassing      = "Pas maintenant"
	wordPassingHelp  = "Elles dépendent de ce qui s’est déjà passé."
	wordLaterTitle   = "Possibles plus tard"
	wordLaterHelp    = "Une voie plus douce passe d’abord ; celles-ci restent possibles."
	wordChanges      = "Ce qui changerait la conclusion"
	wordChangesHelp  = "Une seule réponse différente, les autres restant les mêmes."
	wordNoChange     = "Aucune réponse seule ne changerait l’étape recommandée."
	wordRecap        = "Vos réponses"
	wordRecapHelp    = "Choisissez une réponse pour la modifier."
	wordRecapEmpty   = "Vous n’avez encore répondu à aucune question."
	wordDeduced      = "déduit"
	wordNext         = "Et ensuite ?"
	wordNextHelp     = "Dites ce qui s’est passé : l’étape suivante en découle."
	wordIfNothing    = "Si rien ne marche, le chemin jusqu’au bout"
	wordEnd          = "Fin du dossier"
	wordOr           = "ou, selon la suite : "
	wordLadder       = "Les voies, de la plus urgente à la plus contraignante"
	wordMissing      = "Il manque une réponse"
	wordMissingHelp  = "L’étape dépend de ce que vous ne savez pas encore. Choisissez une ligne pour répondre."
	wordUnsureAgree  = "Toutes les réponses mènent au même point : on continue sans elle."
	wordUnsureDiffer = "On peut continuer. Voici où mènerait chaque réponse, et la pièce à chercher."
	wordUnsureEarly  = "On peut continuer\u00a0: il est trop tôt pour dire où mènerait chaque réponse."
	wordCases        = "Mes dossiers"
	wordJournal      = "Journal"
	wordFolder       = "Mon dossier"
	wordGoToStep     = "Aller à l’étape"
	wordGoOn         = "Continuer sans savoir"
	wordWhereToLook  = "La pièce à chercher"
	wordQuitAsk      = "Quitter ? Vos réponses ne sont pas gardées."
	wordYes          = "Oui, quitter"
	wordBeginAsk     = "Commencer un autre conflit ? Vos réponses ne sont pas gardées."
	wordBeginYes     = "Oui, commencer"
	wordNo           = "Non, rester"
	wordOrList       = "choisir dans la liste, ou « je ne sais pas »"
	wordCauseOf      = "Vos obligations et les droits du client"
)

// The labels of the brief, in the order of the step pages.
const (
	labelCost    = "Coût"
	labelTime    = "Délai"
	labelWorth   = "Valeur"
	labelStarter = "Initiative"
	labelPrivacy = "Confidentialité"
	labelText    = "Texte"
)

// examples and placeholders of the typed answers.
const (
	exampleAmount = "ex. : 1 234,56"
	exampleDate   = "ex. : 31/12/2025"
)

func countOpen(open, all int) string {
	return french.Plural(open, "voie ouverte", "voies ouvertes") + " sur " + french.Number(all)
}

// The words of the sums and of the complaints.
const (
	wordFigures    = "Factures et sommes dues"
	wordComplaints = "Réclamations"
	wordLimitation = "Prescription"
	wordStakes     = "Le coût et l’enjeu"
)

// The words of the papers.
const (
	wordLetters     = "Courriers"
	wordHandOver    = "Dossier à remettre"
	wordNothingSent = "Rien n’est envoyé\u00a0: vous l’imprimez ou l’envoyez vous-même."
	wordNotExported = "Le document n’est pas enregistré"
	wordNotEdited   = "Le texte n’est pas modifié"
	wordActs        = "Ce que vous pouvez faire"
)
