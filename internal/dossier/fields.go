package dossier

// LetterFields are the names a letter may hold in braces, which package letter
// fills with the words of a case. Content refuses any other.
var LetterFields = []string{
	"lieu", "date", "entreprise", "adresse-entreprise", "siren-entreprise", "courriel-entreprise",
	"telephone-entreprise", "contact-entreprise", "client", "adresse-client", "siren-client", "courriel-client",
	"telephone-client", "contact-client", "appel", "objet", "cause", "factures", "echeance", "somme", "interets",
	"indemnite", "total", "taux", "date-limite", "date-reponse", "date-reponse-reclamation", "reclamation", "date-reclamation", "canal",
	"faits", "demande", "commande", "service", "suivi-par", "decision", "relance", "mise-en-demeure",
	"prescription", "ouverture", "requete", "decompte", "echeancier", "journal", "pieces",
}

// LetterBlocks are the fields that hold a whole list: each stands alone in its
// paragraph.
var LetterBlocks = []string{"decompte", "echeancier", "journal", "pieces"}

// Registered is what a letter sent by registered post says of itself, to whoever
// receives it.
const Registered = "Lettre recommandée avec avis de réception"
