package letter_test

import (
	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/internal/dossier"
)

// today is the day every test runs on.
const today decision.Day = "2026-11-23"

// guide returns the real content.
var guide = contenttest.Guide

// full is a case with a word for every field, but what only an insolvent client
// or a plan of payment has.
func full() dossier.Case {
	return dossier.Case{
		ID: "boulangerie-a1b2", Title: "Impayé de la boulangerie",
		Business: dossier.Party{
			Name: "Ateliers Léa Cœur", Address: "4, rue de l’Œuvre\n69002 Lyon", Email: "contact@lea.example",
			Phone: "04 00 00 00 00", Number: "732 829 320", Contact: "Léa Cœur",
		},
		Client: dossier.Party{
			Name: "Boulangerie Noël & Fils", Address: "12 bis, place des Pains\n38000 Grenoble", Email: "noel@pain.example",
			Phone: "04 11 11 11 11", Number: "404 833 048", Contact: "Mme Noël",
		},
		Subject: "la vitrine réfrigérée, commande 2026-18",
		Said: map[decision.Fact]string{
			"cause": "impaye", "client": "commercant", "difficulte": "non", "piece": "rien", "contact": "mise-en-demeure",
			"reponse": "silence", "contrat": "ordinaire", "echeance": "2026-03-31", "contestation": "non", "tiers": "non", "clause": "non", "relation": "non",
		},
		Journal: []dossier.Event{
			{On: "2026-05-04", Kind: dossier.Called, Note: "Elle demande un délai."},
			{On: "2026-06-01", Kind: dossier.Reminded},
			{On: "2026-07-01", Kind: dossier.GaveNotice, Note: "Recommandé reçu le 03/07/2026."},
			{On: "2026-08-01", Kind: dossier.Paid, Cents: 30000, Invoice: "F-12"},
			{On: "2026-09-01", Kind: dossier.AskedOrder},
		},
		Invoices: []dossier.Invoice{
			{Number: "F-12", Issued: "2026-03-01", Done: "2026-02-27", Dues: []dossier.Due{{On: "2026-03-31", Cents: 150000}}},
			{Number: "F-13", Issued: "2026-04-01", Dues: []dossier.Due{{On: "2026-04-30", Cents: 80050}, {On: "2026-12-31", Cents: 20000}}},
		},
		Complaints: []dossier.Complaint{{
			Number: "R-7", On: "2026-11-16", Channel: "téléphone", Who: "Mme Noël", What: "La porte ferme mal.", Order: "2026-18",
			Remedy: "une réparation", Department: "atelier", Owner: "Paul", Decision: "réparation offerte", Acknowledged: "2026-11-17",
		}},
		Opened: "2026-05-04",
	}
}
