package plain

import (
	"math"

	"compromis/internal/letter"
)

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
	drawFlag   = flag{names: []string{"--format"}, value: "format", summary: "la forme du dessin ; texte d’office", choices: fixed(Formats...)}
	formatFlag = flag{names: []string{"--format"}, value: "format", summary: "la forme du fichier ; d’office, d’après son nom", choices: fixed(letter.Formats()...)}
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
			name: "arbre", usage: "[--format texte|mermaid|dot] [-r fait=valeur]…",
			summary: "dessiner l’arbre de décision, en entier ou après des réponses",
			flags:   []flag{drawFlag, answerFlag},
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

// caseCommands are those on the cases that were saved.
func caseCommands() []command {
	listFlags := []flag{
		jsonFlag,
		{names: []string{"--tous"}, summary: "montrer aussi les dossiers archivés"},
		{names: []string{"--cherche"}, value: "nom", summary: "seulement les dossiers de ce client, ou dont le titre contient ces mots"},
	}
	return []command{
		{
			name: "dossiers", usage: "[lister|nouveau|ouvrir|…]", summary: "vos dossiers : les lister, en ouvrir un, le tenir à jour",
			flags: listFlags, run: runList,
		},
		{
			name: "dossiers lister", usage: "[--tous] [--cherche nom] [--json]", summary: "la liste de vos dossiers, l’échéance la plus proche d’abord",
			flags: listFlags, run: runList,
		},
		{
			name: "dossiers nouveau", usage: "[--client nom] [-r fait=valeur]… [--json]", summary: "créer un dossier",
			flags: []flag{{names: []string{"--client"}, value: "nom", summary: "le nom du client"}, answerFlag, jsonFlag},
			run:   runNew,
		},
		{
			name: "dossiers ouvrir", usage: "dossier [--json]", summary: "ouvrir un dossier en plein écran, ou l’afficher",
			more:  "Le dossier s’affiche en lignes simples sans terminal, et avec --json ou --mot-de-passe-fichier.",
			flags: []flag{jsonFlag, secretFlag}, least: 1, most: 1, run: runShow,
		},
		{
			name: "dossiers repondre", usage: "dossier -r fait=valeur…", summary: "répondre à des questions, ou changer des réponses",
			flags: []flag{answerFlag, secretFlag}, least: 1, most: 1, run: runAnswer,
		},
		noteCommand(), invoiceCommand(),
	}
}

// storeCommands are those on the files of the cases.
func storeCommands() []command {
	return []command{
		{
			name: "dossiers archiver", usage: "dossier", summary: "ranger un dossier hors de la liste, sans rien effacer",
			flags: []flag{secretFlag}, least: 1, most: 1, run: runArchive,
		},
		{
			name: "dossiers supprimer", usage: "dossier [--oui]", summary: "effacer un dossier, pour toujours",
			flags: []flag{yesFlag}, least: 1, most: 1, run: runDelete,
		},
		{
			name: "dossiers purger", usage: "[--oui]", summary: "les dossiers que plus rien n’oblige à garder ; --oui les efface",
			flags: []flag{{names: []string{"--oui"}, summary: "effacer les dossiers de la liste, pour toujours"}}, run: runPurge,
		},
		{
			name: "dossiers exporter", usage: "[dossier…|--tous] -o fichier.zip", summary: "copier des dossiers dans une archive",
			flags: []flag{{names: []string{"--tous"}, summary: "tous les dossiers, archivés compris"}, outputFlag, forceFlag},
			most:  math.MaxInt, run: runExport,
		},
		{
			name: "dossiers importer", usage: "fichier.zip", summary: "reprendre les dossiers d’une archive, sans rien remplacer",
			takes: aFile, least: 1, most: 1, run: runImport,
		},
	}
}

func noteCommand() command {
	return command{
		name: "dossiers noter", usage: "dossier --quoi évènement [--le date] [--montant somme] [--note texte]",
		summary: "écrire dans le journal d’un dossier ce qui s’est passé",
		flags: []flag{
			{names: []string{"--quoi"}, value: "évènement", summary: "ce qui s’est passé, comme appel, relance ou paiement", choices: eventKinds},
			{names: []string{"--le"}, value: "date", summary: "quand, comme 31/12/2026 ; d’office, aujourd’hui"},
			{names: []string{"--montant"}, value: "somme", summary: "la somme reçue, pour un paiement"},
			{names: []string{"--facture"}, value: "numéro", summary: "la facture que règle ce paiement ; d’office, la plus ancienne due"},
			{names: []string{"--note"}, value: "texte", summary: "ce que vous voulez en garder"},
			secretFlag,
		},
		least: 1, most: 1, run: runNote,
	}
}

func invoiceCommand() command {
	return command{
		name: "dossiers facture", usage: "dossier --numero numéro --echeance date=montant…",
		summary: "ajouter une facture à un dossier",
		more:    "Par exemple : --numero F-12 --echeance 01/05/2026=1500,00. Une facture payable en plusieurs fois a plusieurs --echeance.",
		flags: []flag{
			{names: []string{"--numero"}, value: "numéro", summary: "le numéro de la facture"},
			{names: []string{"--echeance"}, value: "date=montant", many: true, summary: "un jour de paiement et sa somme ; à répéter"},
			{names: []string{"--emise"}, value: "date", summary: "le jour où elle a été émise"},
			{names: []string{"--fin-prestation"}, value: "date", summary: "la fin du travail, ou la livraison"},
			rateFlag, secretFlag,
		},
		least: 1, most: 1, run: runInvoice,
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
