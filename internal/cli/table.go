package cli

import "compromis/internal/paper"

// generalFlags go with every command, before its name or after.
var generalFlags = []flag{
	{names: []string{"--dossiers"}, value: aFolder, summary: "où sont gardés vos dossiers ; d’office, COMPROMIS_DOSSIERS ou votre répertoire personnel"},
	{names: []string{"--aujourdhui"}, value: "date", summary: "raisonner à cette date, comme 31/12/2026"},
	helpFlag,
}

var (
	helpFlag   = flag{names: []string{"--aide", "--help", "-h"}, summary: "cette aide"}
	answerFlag = flag{names: []string{"-r"}, value: "fait=valeur", many: true, summary: "une réponse, comme -r cause=impaye ; à répéter"}
	jsonFlag   = flag{names: []string{"--json"}, summary: "répondre en JSON"}
	secretFlag = flag{names: []string{"--mot-de-passe-fichier"}, value: aFile, summary: "lire la phrase de passe du dossier dans ce fichier, première ligne"}
	outputFlag = flag{names: []string{"-o"}, value: aFile, summary: "écrire dans ce fichier"}
	forceFlag  = flag{names: []string{"--force"}, summary: "remplacer le fichier s’il existe déjà"}
	yesFlag    = flag{names: []string{"--oui"}, summary: "ne pas demander de confirmation"}
	caseFlag   = flag{names: []string{"--dossier"}, value: "dossier", summary: "le dossier : son identifiant, ou le nom du client"}
	rateFlag   = flag{names: []string{"--taux"}, value: "taux", summary: "le taux de retard prévu au contrat, en % par an, comme 12,00"}
	drawFlag   = flag{names: []string{"--format"}, value: "format", summary: "la forme du dessin ; d’office, d’après le nom du fichier, ou texte", choices: fixed(drawings...)}
	keyFlag    = flag{names: []string{"--corrige"}, summary: "ajouter le corrigé"}
	sheetFlag  = flag{names: []string{"--format"}, value: "format", summary: "la forme du fichier ; d’office, d’après son nom", choices: fixed(sheetFormats...)}
	reportFlag = flag{names: []string{"--format"}, value: "format", summary: "la forme du rapport ; d’office, d’après le nom du fichier", choices: fixed(reportFormats...)}
	formatFlag = flag{names: []string{"--format"}, value: "format", summary: "la forme du fichier ; d’office, d’après son nom", choices: fixed(paper.Formats()...)}
)

// shells are those [Completion] writes for.
var shells = []string{"bash", "zsh", "fish", "powershell"}

// programCommands are the program itself, and the commands on the content.
func programCommands() []command {
	return []command{
		{
			summary: "trouver la suite d’un conflit avec un client",
			flags: []flag{
				{names: []string{"--lineaire"}, summary: "l’entretien en lignes simples, pour lecteur d’écran"},
				{names: []string{"--version"}, summary: "la date du contenu et ce qui en a été vérifié"},
			},
			run: runProgram,
		},
		{
			name: "conseil", usage: "[-r fait=valeur]… [--faits fichier] [--json]",
			summary: "l’étape recommandée d’après des réponses données d’avance",
			more:    "Sans assez de réponses, la commande donne la prochaine question. Une valeur inconnue s’écrit « inconnu ».",
			flags: []flag{
				answerFlag,
				{names: []string{"--faits"}, value: aFile, summary: "lire les réponses dans un objet JSON ; - lit l’entrée"},
				jsonFlag,
			},
			run: runAdvise,
		},
		{
			name: "verifier", usage: "[dossier]", summary: "prouver que le contenu est sûr, ou celui d’un dossier",
			takes: aFolder, most: 1, run: runVerify,
		},
		{
			name: "arbre", usage: "[--format forme] [-o fichier] [-r fait=valeur]…",
			summary: "dessiner l’arbre de décision, en entier ou après des réponses",
			more:    "Par exemple, une page à projeter ou à distribuer : compromis arbre -o arbre.html",
			flags:   []flag{drawFlag, outputFlag, forceFlag, answerFlag},
			run:     runTree,
		},
		{name: "aide", usage: "[commande]", summary: "l’aide, ou celle d’une commande", words: topics, most: 2, run: runHelp},
		{
			name: "completion", usage: "bash|zsh|fish|powershell", summary: "le script de complétion d’un terminal",
			more:  "Par exemple, pour bash : source <(compromis completion bash)",
			words: fixed(shells...), most: 1, run: runCompletion,
		},
	}
}

// roomCommands are for a trainer, before and in front of a room.
func roomCommands() []command {
	return []command{
		{
			name: "cas", usage: "[cas] [--corrige] [-o fichier]", summary: "les cas pratiques : la liste, ou la fiche d’un cas à distribuer",
			more:  "Par exemple : compromis cas impaye --corrige -o impaye.pdf",
			flags: []flag{keyFlag, outputFlag, sheetFlag, forceFlag},
			words: exerciseNames, most: 1, run: runExercise,
		},
		{
			name: viewProject, usage: "[cas]", summary: "projeter un cas pratique devant une salle, en plein écran",
			words: exerciseNames, most: 1, run: runView,
		},
		{
			name: viewNotes, summary: "les notes du formateur, dans un second terminal, pendant la projection",
			run: runView,
		},
		{
			name: "seance", usage: "[-o rapport.md|rapport.csv]", summary: "le rapport de la dernière séance projetée : les cas, les votes, sans aucun nom",
			flags: []flag{outputFlag, reportFlag, forceFlag},
			run:   runSession,
		},
		workshopCommand(),
	}
}

// paperCommands are those that compute and write papers.
func paperCommands() []command {
	return []command{
		claimCommand(),
		{
			name: "courrier", usage: "[courrier] --dossier dossier [-o fichier]", summary: "les courriers d’un dossier, remplis avec ce qu’il contient",
			more:  "Sans nom de courrier, la commande les liste, ceux de l’étape recommandée d’abord. Ce qui manque est dit, et reste à compléter dans le texte.",
			flags: []flag{caseFlag, outputFlag, formatFlag, forceFlag, jsonFlag, secretFlag},
			words: letterNames, most: 1, run: runLetter,
		},
		{
			name: "dossier-a-remettre", usage: "dossier [-o fichier] [--json]", summary: "le résumé d’un dossier, pour un avocat ou un conciliateur",
			flags: []flag{outputFlag, formatFlag, forceFlag, jsonFlag, secretFlag},
			least: 1, most: 1, run: runHandOver,
		},
		{
			name: "echeances", usage: "dossier [-o fichier.ics] [--json]", summary: "les dates à ne pas manquer, à lire ou pour votre agenda",
			flags: []flag{outputFlag, forceFlag, jsonFlag, secretFlag},
			least: 1, most: 1, run: runDeadlines,
		},
	}
}

func claimCommand() command {
	return command{
		name: "calculer", usage: "--client genre --facture somme --echeance date [--au date] | --dossier dossier",
		summary: "les intérêts de retard, l’indemnité et le total, avec le calcul",
		more:    "Par exemple : compromis calculer --client commercant --facture 1500,00 --echeance 01/05/2026 --au 31/08/2026",
		flags: []flag{
			{names: []string{"--client"}, value: "genre", summary: "le genre de client", choices: clientKinds},
			{names: []string{"--facture"}, value: "somme", summary: "le montant de la facture, taxes comprises"},
			{names: []string{"--echeance"}, value: "date", summary: "le jour où elle devait être payée"},
			{names: []string{"--au"}, value: "date", summary: "calculer à cette date ; d’office, aujourd’hui"},
			{names: []string{"--acompte"}, value: "date=montant", many: true, summary: "une somme reçue ; à répéter"},
			rateFlag,
			{names: []string{"--mise-en-demeure"}, value: "date", summary: "le jour de la mise en demeure"},
			caseFlag, jsonFlag, secretFlag,
		},
		run: runClaim,
	}
}
