package cli

import (
	"math"
	"slices"
)

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
		partiesCommand(), followCommand(),
		{
			name: "dossiers annuler", usage: "dossier", summary: "annuler le dernier évènement du journal, avec ce qu’il a changé",
			flags: []flag{secretFlag}, least: 1, most: 1, run: runUndo,
		},
		noteCommand(), invoiceCommand(), complaintCommand(),
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

func partiesCommand() command {
	return command{
		name: "dossiers parties", usage: "dossier [--client-nom nom] [--nous-adresse lignes]… [--objet texte]",
		summary: "qui est le client, qui vous êtes : ce que les courriers reprennent",
		more:    "Sans option, la commande les affiche. Avec, elle ne change que ce que vous donnez ; \"\" efface. Une adresse s’écrit sur une ligne : --client-adresse \"1 rue du Port, 35000 Rennes\".",
		flags: slices.Concat(partyFlags(), []flag{
			{names: []string{"--objet"}, value: "texte", summary: "la commande ou le travail en cause"}, secretFlag,
		}),
		least: 1, most: 1, run: runParties,
	}
}

func followCommand() command {
	return command{
		name: "dossiers suite", usage: "dossier [--issue numéro|mots] [--le date] [--envoi date] [--note texte]",
		summary: "dire ce qu’a donné l’étape recommandée, et passer à la suivante",
		more:    "Sans --issue, la commande montre les issues possibles, numérotées, et où chacune mène.",
		flags: []flag{
			{names: []string{"--issue"}, value: "issue", summary: "ce qui s’est passé : le numéro d’une issue, ou ses mots"},
			{names: []string{"--le"}, value: "date", summary: "quand, comme 31/12/2026 ; d’office, aujourd’hui"},
			{names: []string{"--envoi"}, value: "date", summary: "le jour de l’appel ou du courrier qui a mené là, s’il manque au journal ; d’office, le même jour"},
			{names: []string{"--note"}, value: "texte", summary: "ce que vous voulez en garder"},
			secretFlag,
		},
		least: 1, most: 1, run: runFollow,
	}
}

func complaintCommand() command {
	return command{
		name: "dossiers reclamation", usage: "dossier [--faits texte…] [--numero numéro [--accusee-le date…] [-o fichier]]",
		summary: "les réclamations d’un dossier : les lister, en noter une, la suivre, l’imprimer",
		more:    "Sans option, la commande les liste. Avec --faits, elle en note une nouvelle, et lui donne un numéro. Avec --numero, elle complète celle-là, ou l’imprime ; \"\" efface une ligne.",
		flags: []flag{
			{names: []string{"--numero"}, value: "numéro", summary: "la réclamation à compléter ou à imprimer, comme R-2026-001"},
			{names: []string{"--faits"}, value: "texte", summary: "ce que le client reproche, avec ses mots"},
			{names: []string{"--qui"}, value: "nom", summary: "qui se plaint ; d’office, le client"},
			{names: []string{"--canal"}, value: "moyen", summary: "par quel moyen, comme téléphone, courriel ou comptoir"},
			{names: []string{"--commande"}, value: "référence", summary: "la commande ou le travail en cause"},
			{names: []string{"--demande"}, value: "texte", summary: "ce que le client demande"},
			{names: []string{"--service"}, value: "nom", summary: "le service concerné"},
			{names: []string{"--suivi-par"}, value: "nom", summary: "la personne qui suit la réclamation"},
			{names: []string{"--decision"}, value: "texte", summary: "la décision prise"},
			{names: []string{"--le"}, value: "date", summary: "le jour où elle est arrivée ; d’office, aujourd’hui"},
			{names: []string{"--accusee-le"}, value: "date", summary: "le jour de l’accusé de réception"},
			{names: []string{"--repondue-le"}, value: "date", summary: "le jour de la réponse"},
			{names: []string{"--close-le"}, value: "date", summary: "le jour où elle est close"},
			outputFlag, formatFlag, forceFlag, jsonFlag, secretFlag,
		},
		least: 1, most: 1, run: runComplaint,
	}
}
